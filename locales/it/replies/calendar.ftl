calendar-ask-event_name = Come si chiama?
calendar-ask-time = A che ora?
calendar-past = Quell'ora è già passata. A che ora?
calendar-set = { $day ->
    [today] { $name }, oggi alle { $time }. Te lo ricorderò.
    [tomorrow] { $name }, domani alle { $time }. Te lo ricorderò.
   *[other] { $name }, { $date } alle { $time }. Te lo ricorderò.
}
calendar-empty = Non c'è niente del genere nel tuo calendario.
calendar-count = { $count ->
    [one] C'è un evento:
   *[other] Ci sono { $count } eventi:
}
calendar-one = { $day ->
    [today] { $name }, oggi alle { $time }.
    [tomorrow] { $name }, domani alle { $time }.
   *[other] { $name }, { $date } alle { $time }.
}
calendar-which = Quale: { $choices }?
calendar-removed = { $names }: tolto dal calendario.
calendar-ring = { $named ->
    [yes] Promemoria: { $label }.
   *[no] Ecco il tuo promemoria.
}
calendar-missed = { $named ->
    [yes] Mentre ero spento, alle { $due }: { $label }.
   *[no] Mentre ero spento, avevi un promemoria alle { $due }.
}
calendar-action-set = segnarlo nel calendario
calendar-action-query = guardare il calendario
calendar-action-remove = toglierlo dal calendario
calendar-action-remove-all = { $which ->
    [name] togliere dal calendario tutto ciò che si chiama «{ $name }»
    [day] togliere dal calendario tutto il { $date }
    [days] togliere dal calendario tutto dal { $date } al { $until }
   *[all] togliere tutto dal calendario
}
calendar-all-day = { $day ->
    [today] { $name } oggi.
    [tomorrow] { $name } domani.
   *[other] { $name } { $date }.
}
calendar-not-shared = Non sono riuscito a metterlo nel tuo calendario condiviso.
calendar-read-only = { $names }: quel calendario posso solo leggerlo.
calendar-unreachable = Ora non raggiungo uno dei tuoi calendari.
