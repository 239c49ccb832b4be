games-begin = Penso a un numero da 1 a { $largest }. Quale?
games-larger = Più grande.
games-smaller = Più piccolo.
games-again = Quale numero?
games-only = Non so giocare a { $name }, solo a indovinare il numero.
games-won = { $count ->
    [one] Sì, { $number }! Ti è bastato un tentativo.
   *[other] Sì, { $number }! Ti sono serviti { $count } tentativi.
}
games-action = giocare a indovinare il numero
