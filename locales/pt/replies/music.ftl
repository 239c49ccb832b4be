music-off = Nenhum leitor está configurado. Configura-se em skills.music.
music-unreachable = Não consigo contactar o leitor agora.
music-plays = A tocar { $what }.
music-not-found = { $named ->
    [yes] Não encontrei { $what }.
   *[no] Não encontrei música.
}
music-now = { $known ->
    [yes] É { $what }, de { $artist }.
   *[no] É { $what }.
}
music-silent = Não está a tocar nada.
music-paused = A música está em pausa.
music-random = Em ordem aleatória.
music-repeat = Em repetição.
music-no-station = { $named ->
    [yes] Não conheço a estação { $what }.
   *[no] Não conheço essa estação. Configuram-se em skills.music.
}
music-action-play = pôr música
music-action-radio = ligar o rádio
music-action-podcast = ouvir um podcast
music-action-book = ouvir um audiolivro
music-action-ask = saber o que está a tocar
music-action-settings = mudar como a música toca
music-action-judge = lembrar se gosta desta música
music-no-podcast = { $named ->
    [yes] Não conheço o podcast { $what }.
   *[no] Não conheço esse podcast. Os podcasts indicam-se em skills.music.
}
music-no-episode = Não há nenhum episódio de { $what }.
music-no-books = Não conheço audiolivros. Indique a pasta deles em skills.music nas definições.
music-liked = Vou lembrar-me de que gosta de { $what }.
music-disliked = Vou lembrar-me de que não gosta de { $what }.
