music-off = No music player is set up. Name one under skills.music in the settings.
music-unreachable = I cannot reach the music player right now.
music-plays = Playing { $what }.
music-not-found = { $named ->
    [yes] I did not find { $what }.
   *[no] I found no music.
}
music-now = { $known ->
    [yes] This is { $what }, by { $artist }.
   *[no] This is { $what }.
}
music-silent = Nothing is playing.
music-paused = The music is paused.
music-random = Shuffling.
music-repeat = Repeating.
music-no-station = { $named ->
    [yes] I do not know the station { $what }.
   *[no] I do not know that station. Stations are set under skills.music.
}
music-action = play music
