cooking-off = レシピがありません。設定の skills.cooking にフォルダーを書いてください。
cooking-unreadable = レシピのフォルダーが読めません。
cooking-unknown = そのようなレシピはありません。
cooking-recipe = { $timed ->
    [yes] { $name }、{ $length }です。
   *[no] { $name }です。
}
cooking-ingredients = 材料は{ $items }です。
cooking-go-on = { $count ->
   *[other] 手順は{ $count }つあります。「次の手順」と言ってください。
}
cooking-done = それが最後の手順でした。
cooking-names = { $count ->
   *[other] レシピが{ $count }件あります。{ $names }など。
}
cooking-action-recipe = レシピを読みます
cooking-action-dishes = 作れる料理を探します
