cooking-off = No tengo recetas. Indica una carpeta en skills.cooking en los ajustes.
cooking-unreadable = No puedo leer la carpeta de tus recetas.
cooking-unknown = No hay ninguna receta así.
cooking-recipe = { $timed ->
    [yes] { $name }, { $length }.
   *[no] { $name }.
}
cooking-ingredients = Necesitas { $items }.
cooking-go-on = { $count ->
    [one] Hay un paso; di «siguiente paso».
   *[other] Hay { $count } pasos; di «siguiente paso».
}
cooking-done = Ese era el último paso.
cooking-names = { $count ->
    [one] Una receta: { $names }.
   *[other] { $count } recetas, por ejemplo { $names }.
}
cooking-action-recipe = oír una receta
cooking-action-dishes = ver qué puedes cocinar
