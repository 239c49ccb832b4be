cooking-off = Ich habe keine Rezepte. Nenne einen Ordner damit unter skills.cooking in den Einstellungen.
cooking-unreadable = Ich kann den Ordner mit deinen Rezepten nicht lesen.
cooking-unknown = So ein Rezept gibt es nicht.
cooking-recipe = { $timed ->
    [yes] { $name }, { $length }.
   *[no] { $name }.
}
cooking-ingredients = Du brauchst { $items }.
cooking-go-on = { $count ->
    [one] Es gibt einen Schritt; sag „nächster Schritt“.
   *[other] Es gibt { $count } Schritte; sag „nächster Schritt“.
}
cooking-done = Das war der letzte Schritt.
cooking-names = { $count ->
    [one] Ein Rezept: { $names }.
   *[other] { $count } Rezepte, zum Beispiel { $names }.
}
cooking-action-recipe = ein Rezept vorlesen
cooking-action-dishes = nachsehen, was du kochen kannst
