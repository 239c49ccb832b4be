games-begin = Je pense à un nombre de 1 à { $largest }. Lequel ?
games-larger = Plus grand.
games-smaller = Plus petit.
games-again = Quel nombre ?
games-only = Je ne sais pas jouer à { $name }, seulement à deviner le nombre.
games-won = { $count ->
    [one] Oui, { $number } ! Il vous a fallu un essai.
   *[other] Oui, { $number } ! Il vous a fallu { $count } essais.
}
games-action = jouer à deviner le nombre
