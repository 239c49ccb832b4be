music-off = Es ist kein Musikspieler eingerichtet. Das geht in den Einstellungen unter skills.music.
music-unreachable = Ich erreiche den Musikspieler gerade nicht.
music-plays = Es läuft { $what }.
music-not-found = { $named ->
    [yes] Ich habe { $what } nicht gefunden.
   *[no] Ich habe keine Musik gefunden.
}
music-now = { $known ->
    [yes] Das ist { $what } von { $artist }.
   *[no] Das ist { $what }.
}
music-silent = Es läuft nichts.
music-paused = Die Musik ist angehalten.
music-random = Zufällige Reihenfolge.
music-repeat = Wird wiederholt.
music-no-station = { $named ->
    [yes] Den Sender { $what } kenne ich nicht.
   *[no] Diesen Sender kenne ich nicht. Sender stehen unter skills.music.
}
music-action = Musik spielen
