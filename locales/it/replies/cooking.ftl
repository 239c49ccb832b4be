cooking-off = Non ho ricette. Indica una cartella in skills.cooking nelle impostazioni.
cooking-unreadable = Non riesco a leggere la cartella delle tue ricette.
cooking-unknown = Non c'è una ricetta così.
cooking-recipe = { $timed ->
    [yes] { $name }, { $length }.
   *[no] { $name }.
}
cooking-ingredients = Ti servono { $items }.
cooking-go-on = { $count ->
    [one] C'è un passo; di' «prossimo passo».
   *[other] Ci sono { $count } passi; di' «prossimo passo».
}
cooking-done = Quello era l'ultimo passo.
cooking-names = { $count ->
    [one] Una ricetta: { $names }.
   *[other] { $count } ricette, per esempio { $names }.
}
cooking-action-recipe = sentire una ricetta
cooking-action-dishes = vedere che cosa puoi cucinare
