games-begin = Ik denk aan een getal van 1 tot { $largest }. Wat raad je?
games-larger = Hoger.
games-smaller = Lager.
games-again = Welk getal?
games-only = { $name } kan ik niet spelen, alleen getallen raden.
games-won = { $count ->
    [one] Ja, { $number }! Je had één poging nodig.
   *[other] Ja, { $number }! Je had { $count } pogingen nodig.
}
games-action = getallen raden spelen
