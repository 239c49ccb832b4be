games-begin = 1から{ $largest }までの数を考えています。いくつでしょう？
games-larger = もっと大きいです。
games-smaller = もっと小さいです。
games-again = どの数ですか？
games-only = { $name }はできません。数当てだけできます。
games-won = { $count ->
   *[other] はい、{ $number }です！{ $count }回で当たりました。
}
games-action = 数当てをします
