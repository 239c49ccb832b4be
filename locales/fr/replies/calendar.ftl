calendar-ask-event_name = Comment s'appelle-t-il ?
calendar-ask-time = À quelle heure ?
calendar-past = Cette heure est passée. À quelle heure ?
calendar-set = { $day ->
    [today] { $name }, aujourd'hui à { $time }. Je vous le rappellerai.
    [tomorrow] { $name }, demain à { $time }. Je vous le rappellerai.
   *[other] { $name }, le { $date } à { $time }. Je vous le rappellerai.
}
calendar-empty = Il n'y a rien de tel dans votre agenda.
calendar-count = { $count ->
    [one] Il y a un rendez-vous :
   *[other] Il y a { $count } rendez-vous :
}
calendar-one = { $day ->
    [today] { $name }, aujourd'hui à { $time }.
    [tomorrow] { $name }, demain à { $time }.
   *[other] { $name }, le { $date } à { $time }.
}
calendar-which = Lequel : { $choices } ?
calendar-removed = { $names } : retiré de l'agenda.
calendar-ring = { $named ->
    [yes] Rappel : { $label }.
   *[no] Voici votre rappel.
}
calendar-missed = { $named ->
    [yes] Pendant que j'étais éteint, à { $due } : { $label }.
   *[no] Pendant que j'étais éteint, vous aviez un rappel à { $due }.
}
calendar-action-set = le noter dans l'agenda
calendar-action-query = regarder dans l'agenda
calendar-action-remove = le retirer de l'agenda
calendar-action-remove-all = { $which ->
    [name] retirer de l'agenda tout ce qui s'appelle « { $name } »
    [day] retirer tout ce qui est à l'agenda le { $date }
    [days] retirer tout ce qui est à l'agenda du { $date } au { $until }
   *[all] vider l'agenda
}
calendar-all-day = { $day ->
    [today] { $name } aujourd'hui.
    [tomorrow] { $name } demain.
   *[other] { $name } le { $date }.
}
calendar-not-shared = Je n'ai pas pu l'inscrire dans votre agenda partagé.
calendar-read-only = { $names } : je ne peux que lire cet agenda.
calendar-unreachable = Je n'arrive pas à joindre l'un de vos agendas.
