cooking-off = 我没有食谱。请在设置的 skills.cooking 下填写一个文件夹。
cooking-unreadable = 我读不了你的食谱文件夹。
cooking-unknown = 没有这样的食谱。
cooking-recipe = { $timed ->
    [yes] { $name }，{ $length }。
   *[no] { $name }。
}
cooking-ingredients = 需要{ $items }。
cooking-go-on = { $count ->
   *[other] 共有{ $count }步；请说“下一步”。
}
cooking-done = 那是最后一步。
cooking-names = { $count ->
   *[other] 有{ $count }个食谱，例如{ $names }。
}
cooking-action-recipe = 读食谱
cooking-action-dishes = 看看能做什么菜
