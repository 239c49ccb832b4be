alarms-ask-time = Per che ora?
alarms-set = { $day ->
    [today] Sveglia impostata per oggi alle { $time }.
    [tomorrow] Sveglia impostata per domani alle { $time }.
   *[other] Sveglia impostata per { $date } alle { $time }.
}
alarms-set-repeating = { $often ->
    [daily] Sveglia impostata ogni giorno alle { $time }.
    [workdays] Sveglia impostata dal lunedì al venerdì alle { $time }.
   *[other] Sveglia impostata ogni { $days } alle { $time }.
}
alarms-past = Quell'ora è già passata. Per che ora?
alarms-none = Non c'è nessuna sveglia così.
alarms-count = { $count ->
    [one] C'è una sveglia:
   *[other] Ci sono { $count } sveglie:
}
alarms-one = { $day ->
    [today] oggi alle { $time }.
    [tomorrow] domani alle { $time }.
   *[other] { $date } alle { $time }.
}
alarms-one-repeating = { $often ->
    [daily] ogni giorno alle { $time }.
    [workdays] dal lunedì al venerdì alle { $time }.
   *[other] ogni { $days } alle { $time }.
}
alarms-which = Quale sveglia: { $choices }?
alarms-removed = { $count ->
    [one] La sveglia delle { $time } è tolta.
   *[other] { $count } sveglie tolte.
}
alarms-ring = { $named ->
    [yes] Sono le { $due }: { $label }.
   *[no] Sono le { $due }. È la tua sveglia.
}
alarms-missed = { $named ->
    [yes] Hai perso la sveglia delle { $due }: { $label }.
   *[no] Hai perso la sveglia delle { $due }.
}
alarms-action-set = impostare una sveglia
alarms-action-query = sapere delle sveglie
alarms-action-remove = togliere una sveglia
alarms-action-remove-all = togliere tutte le { $count } sveglie
alarms-snoozed = Di nuovo alle { $time }.
alarms-nothing-rang = Non ha suonato niente.
