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
music-action-play = Musik spielen
music-action-radio = das Radio einschalten
music-action-podcast = einen Podcast spielen
music-action-book = ein Hörbuch vorlesen
music-action-ask = sagen, was gerade läuft
music-action-settings = ändern, wie die Musik läuft
music-action-judge = mir merken, wie dir dieses Lied gefällt
music-no-podcast = { $named ->
    [yes] Den Podcast { $what } kenne ich nicht.
   *[no] Diesen Podcast kenne ich nicht. Podcasts stehen unter skills.music in den Einstellungen.
}
music-no-episode = Von { $what } gibt es keine Folge.
music-no-books = Ich kenne keine Hörbücher. Nenne ihren Ordner unter skills.music in den Einstellungen.
music-liked = Ich merke mir, dass dir { $what } gefällt.
music-disliked = Ich merke mir, dass dir { $what } nicht gefällt.
