games-begin = 我想了一个1到{ $largest }的数。你猜是几？
games-larger = 大一点。
games-smaller = 小一点。
games-again = 哪个数？
games-only = 我不会玩{ $name }，只会猜数字。
games-won = { $count ->
   *[other] 对，是{ $number }！你猜了{ $count }次。
}
games-action = 玩猜数字
