cooking-off = Je n'ai pas de recettes. Indiquez un dossier sous skills.cooking dans les réglages.
cooking-unreadable = Je ne peux pas lire le dossier de vos recettes.
cooking-unknown = Il n'y a pas de recette de ce genre.
cooking-recipe = { $timed ->
    [yes] { $name }, { $length }.
   *[no] { $name }.
}
cooking-ingredients = Il vous faut { $items }.
cooking-go-on = { $count ->
    [one] Il y a { $count } étape ; dites « étape suivante ».
   *[other] Il y a { $count } étapes ; dites « étape suivante ».
}
cooking-done = C'était la dernière étape.
cooking-names = { $count ->
    [one] { $count } recette : { $names }.
   *[other] { $count } recettes, par exemple { $names }.
}
cooking-action-recipe = lire une recette
cooking-action-dishes = regarder ce que vous pouvez cuisiner
