music-off = No hay ningún reproductor. Se configura en skills.music.
music-unreachable = Ahora no puedo conectar con el reproductor.
music-plays = Suena { $what }.
music-not-found = { $named ->
    [yes] No he encontrado { $what }.
   *[no] No he encontrado música.
}
music-now = { $known ->
    [yes] Es { $what }, de { $artist }.
   *[no] Es { $what }.
}
music-silent = No suena nada.
music-paused = La música está en pausa.
music-random = En orden aleatorio.
music-repeat = En repetición.
music-no-station = { $named ->
    [yes] No conozco la emisora { $what }.
   *[no] No conozco esa emisora. Se configuran en skills.music.
}
music-action-play = poner música
music-action-radio = encender la radio
music-action-podcast = poner un pódcast
music-action-book = leer un audiolibro
music-action-ask = saber qué suena
music-action-settings = cambiar cómo suena la música
music-action-judge = recordar si te gusta esta canción
music-no-podcast = { $named ->
    [yes] No conozco el pódcast { $what }.
   *[no] No conozco ese pódcast. Los pódcast se indican en skills.music.
}
music-no-episode = No hay ningún episodio de { $what }.
music-no-books = No conozco audiolibros. Indica su carpeta en skills.music en los ajustes.
music-liked = Recordaré que te gusta { $what }.
music-disliked = Recordaré que no te gusta { $what }.
