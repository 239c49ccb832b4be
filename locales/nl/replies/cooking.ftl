cooking-off = Ik heb geen recepten. Noem een map onder skills.cooking in de instellingen.
cooking-unreadable = Ik kan de map met je recepten niet lezen.
cooking-unknown = Zo'n recept is er niet.
cooking-recipe = { $timed ->
    [yes] { $name }, { $length }.
   *[no] { $name }.
}
cooking-ingredients = Je hebt nodig: { $items }.
cooking-go-on = { $count ->
    [one] Er is één stap; zeg “volgende stap”.
   *[other] Er zijn { $count } stappen; zeg “volgende stap”.
}
cooking-done = Dat was de laatste stap.
cooking-names = { $count ->
    [one] Eén recept: { $names }.
   *[other] { $count } recepten, bijvoorbeeld { $names }.
}
cooking-action-recipe = een recept voorlezen
cooking-action-dishes = kijken wat je kunt koken
