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
music-action = poner música
