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
music-action-play = play music
music-action-radio = turn on the radio
music-action-podcast = play a podcast
music-action-book = read an audiobook
music-action-ask = say what is playing
music-action-settings = change how the music plays
music-action-judge = remember how you like this song
music-no-podcast = { $named ->
    [yes] I do not know the podcast { $what }.
   *[no] I do not know that podcast. Podcasts are set under skills.music.
}
music-no-episode = There is no episode of { $what }.
music-no-books = I know no audiobooks. Name their folder under skills.music in the settings.
music-liked = I will remember that you like { $what }.
music-disliked = I will remember that you do not like { $what }.
