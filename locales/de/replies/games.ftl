games-begin = Ich denke an eine Zahl von 1 bis { $largest }. Was rätst du?
games-larger = Größer.
games-smaller = Kleiner.
games-again = Welche Zahl?
games-only = { $name } kann ich nicht spielen, nur Zahlenraten.
games-won = { $count ->
    [one] Ja, { $number }! Du hast einen Versuch gebraucht.
   *[other] Ja, { $number }! Du hast { $count } Versuche gebraucht.
}
games-action = Zahlenraten spielen
