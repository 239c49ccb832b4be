music-off = Nessun lettore è impostato. Si imposta in skills.music.
music-unreachable = Ora non riesco a raggiungere il lettore.
music-plays = Ecco { $what }.
music-not-found = { $named ->
    [yes] Non ho trovato { $what }.
   *[no] Non ho trovato musica.
}
music-now = { $known ->
    [yes] È { $what } di { $artist }.
   *[no] È { $what }.
}
music-silent = Non c'è niente in riproduzione.
music-paused = La musica è in pausa.
music-random = Riproduzione casuale.
music-repeat = Riproduzione ripetuta.
music-no-station = { $named ->
    [yes] Non conosco la stazione { $what }.
   *[no] Non conosco questa stazione. Si impostano in skills.music.
}
music-action = mettere musica
