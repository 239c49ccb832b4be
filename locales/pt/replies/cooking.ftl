cooking-off = Não tenho receitas. Indique uma pasta em skills.cooking nas definições.
cooking-unreadable = Não consigo ler a pasta das suas receitas.
cooking-unknown = Não há nenhuma receita assim.
cooking-recipe = { $timed ->
    [yes] { $name }, { $length }.
   *[no] { $name }.
}
cooking-ingredients = Precisa de { $items }.
cooking-go-on = { $count ->
    [one] Há um passo; diga «próximo passo».
   *[other] Há { $count } passos; diga «próximo passo».
}
cooking-done = Esse era o último passo.
cooking-names = { $count ->
    [one] Uma receita: { $names }.
   *[other] { $count } receitas, por exemplo { $names }.
}
cooking-action-recipe = ouvir uma receita
cooking-action-dishes = ver o que pode cozinhar
