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
music-action-play = mettere della musica
music-action-radio = accendere la radio
music-action-podcast = ascoltare un podcast
music-action-book = ascoltare un audiolibro
music-action-ask = sapere che cosa suona
music-action-settings = cambiare come suona la musica
music-action-judge = ricordare se ti piace questa canzone
music-no-podcast = { $named ->
    [yes] Non conosco il podcast { $what }.
   *[no] Non conosco quel podcast. I podcast si indicano in skills.music.
}
music-no-episode = Non c'è nessun episodio di { $what }.
music-no-books = Non conosco audiolibri. Indica la loro cartella in skills.music nelle impostazioni.
music-liked = Ricorderò che ti piace { $what }.
music-disliked = Ricorderò che non ti piace { $what }.
