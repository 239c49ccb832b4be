alarms-ask-time = Pour quelle heure ?
alarms-set = { $day ->
    [today] Réveil réglé pour aujourd'hui à { $time }.
    [tomorrow] Réveil réglé pour demain à { $time }.
   *[other] Réveil réglé pour le { $date } à { $time }.
}
alarms-set-repeating = { $often ->
    [daily] Réveil réglé pour tous les jours à { $time }.
    [workdays] Réveil réglé du lundi au vendredi à { $time }.
   *[other] Réveil réglé chaque { $days } à { $time }.
}
alarms-past = Cette heure est passée. Pour quelle heure ?
alarms-none = Il n'y a pas de réveil de ce genre.
alarms-count = { $count ->
    [one] Vous avez un réveil :
   *[other] Vous avez { $count } réveils :
}
alarms-one = { $day ->
    [today] aujourd'hui à { $time }.
    [tomorrow] demain à { $time }.
   *[other] le { $date } à { $time }.
}
alarms-one-repeating = { $often ->
    [daily] tous les jours à { $time }.
    [workdays] du lundi au vendredi à { $time }.
   *[other] chaque { $days } à { $time }.
}
alarms-which = Quel réveil : { $choices } ?
alarms-removed = { $count ->
    [one] Le réveil de { $time } est supprimé.
   *[other] { $count } réveils supprimés.
}
alarms-ring = { $named ->
    [yes] Il est { $due } : { $label }.
   *[no] Il est { $due }. C'est votre réveil.
}
alarms-missed = { $named ->
    [yes] Vous avez manqué votre réveil de { $due } : { $label }.
   *[no] Vous avez manqué votre réveil de { $due }.
}
alarms-action-set = régler un réveil
alarms-action-query = dire quels réveils sont réglés
alarms-action-remove = supprimer un réveil
alarms-action-remove-all = supprimer les { $count } réveils
alarms-snoozed = Encore à { $time }.
alarms-nothing-rang = Rien n'a sonné.
