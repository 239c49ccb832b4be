games-begin = 1 ile { $largest } arasında bir sayı tuttum. Tahmininiz?
games-larger = Daha büyük.
games-smaller = Daha küçük.
games-again = Hangi sayı?
games-only = { $name } oynayamam, yalnızca sayı tahmini.
games-won = { $count ->
    [one] Evet, { $number }! Bir tahminde buldunuz.
   *[other] Evet, { $number }! { $count } tahminde buldunuz.
}
games-action = sayı tahmini oynamak
