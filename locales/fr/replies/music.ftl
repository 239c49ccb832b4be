music-off = Aucun lecteur n'est réglé. Cela se règle sous skills.music.
music-unreachable = Je ne peux pas joindre le lecteur en ce moment.
music-plays = Voici { $what }.
music-not-found = { $named ->
    [yes] Je n'ai pas trouvé { $what }.
   *[no] Je n'ai pas trouvé de musique.
}
music-now = { $known ->
    [yes] C'est { $what }, de { $artist }.
   *[no] C'est { $what }.
}
music-silent = Rien n'est en cours de lecture.
music-paused = La musique est en pause.
music-random = Lecture aléatoire.
music-repeat = Lecture en boucle.
music-no-station = { $named ->
    [yes] Je ne connais pas la station { $what }.
   *[no] Je ne connais pas cette station. Elles se règlent sous skills.music.
}
music-action-play = mettre de la musique
music-action-radio = allumer la radio
music-action-podcast = lancer un podcast
music-action-book = lire un livre audio
music-action-ask = dire ce qui passe
music-action-settings = changer la façon de jouer la musique
music-action-judge = retenir si vous aimez cette chanson
music-no-podcast = { $named ->
    [yes] Je ne connais pas le podcast { $what }.
   *[no] Je ne connais pas ce podcast. Les podcasts se règlent sous skills.music.
}
music-no-episode = Il n'y a pas d'épisode de { $what }.
music-no-books = Je ne connais pas de livres audio. Indiquez leur dossier sous skills.music dans les réglages.
music-liked = Je retiens que vous aimez { $what }.
music-disliked = Je retiens que vous n'aimez pas { $what }.
