games-begin = Estou a pensar num número de 1 a { $largest }. Qual é?
games-larger = Maior.
games-smaller = Menor.
games-again = Que número?
games-only = Não sei jogar { $name }, só adivinhar o número.
games-won = { $count ->
    [one] Sim, { $number }! Bastou uma tentativa.
   *[other] Sim, { $number }! Foram { $count } tentativas.
}
games-action = jogar a adivinhar o número
