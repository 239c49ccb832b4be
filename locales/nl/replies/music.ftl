music-off = Er is geen muziekspeler ingesteld. Dat kan in de instellingen onder skills.music.
music-unreachable = Ik kan de muziekspeler nu niet bereiken.
music-plays = Nu speelt { $what }.
music-not-found = { $named ->
    [yes] Ik heb { $what } niet gevonden.
   *[no] Ik heb geen muziek gevonden.
}
music-now = { $known ->
    [yes] Dit is { $what } van { $artist }.
   *[no] Dit is { $what }.
}
music-silent = Er speelt niets.
music-paused = De muziek staat op pauze.
music-random = Willekeurige volgorde.
music-repeat = Wordt herhaald.
music-no-station = { $named ->
    [yes] Ik ken de zender { $what } niet.
   *[no] Ik ken die zender niet. Zenders staan onder skills.music.
}
music-action-play = muziek afspelen
music-action-radio = de radio aanzetten
music-action-podcast = een podcast afspelen
music-action-book = een luisterboek voorlezen
music-action-ask = zeggen wat er speelt
music-action-settings = veranderen hoe de muziek speelt
music-action-judge = onthouden hoe je dit nummer vindt
music-no-podcast = { $named ->
    [yes] Ik ken de podcast { $what } niet.
   *[no] Die podcast ken ik niet. Podcasts staan onder skills.music in de instellingen.
}
music-no-episode = Er is geen aflevering van { $what }.
music-no-books = Ik ken geen luisterboeken. Noem hun map onder skills.music in de instellingen.
music-liked = Ik onthoud dat je { $what } mooi vindt.
music-disliked = Ik onthoud dat je { $what } niet mooi vindt.
