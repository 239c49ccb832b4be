games-begin = Pienso en un número del 1 al { $largest }. ¿Cuál dices?
games-larger = Mayor.
games-smaller = Menor.
games-again = ¿Qué número?
games-only = No sé jugar a { $name }, solo a adivinar el número.
games-won = { $count ->
    [one] ¡Sí, { $number }! Te ha costado un intento.
   *[other] ¡Sí, { $number }! Te ha costado { $count } intentos.
}
games-action = jugar a adivinar el número
