cooking-off = I have no recipes. Name a folder of them under skills.cooking in the settings.
cooking-unreadable = I cannot read the folder of your recipes.
cooking-unknown = There is no recipe like that.
cooking-recipe = { $timed ->
    [yes] { $name }, { $length }.
   *[no] { $name }.
}
cooking-ingredients = You need { $items }.
cooking-go-on = { $count ->
    [one] There is one step; say “next step”.
   *[other] There are { $count } steps; say “next step”.
}
cooking-done = That was the last step.
cooking-names = { $count ->
    [one] One recipe: { $names }.
   *[other] { $count } recipes, for example { $names }.
}
cooking-action-recipe = read a recipe
cooking-action-dishes = look what you can cook
