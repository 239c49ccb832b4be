transport-off = Je n'ai pas d'horaires. Indiquez-en (GTFS) et votre arrêt sous skills.transport dans les réglages.
transport-reading = Je lis encore les horaires. Redemandez-moi dans un instant.
transport-unreadable = Je ne peux pas lire les horaires, ou votre arrêt n'y est pas.
transport-none = { $named ->
    [yes] Je n'ai trouvé aucun départ pour { $place }.
   *[no] Je n'ai trouvé aucun départ.
}
transport-departure = { $today ->
    [yes] { $line } vers { $towards } à { $time }.
   *[no] { $line } vers { $towards } à { $time } le { $date }.
}
transport-action = regarder les horaires
