timers-ask-time = Per quanto tempo?
timers-started = { $named ->
    [yes] Timer { $label }: { $length } da adesso.
   *[no] Timer impostato: { $length }.
}
timers-none = Non c'è nessun timer in corso.
timers-left = { $named ->
    [yes] Per { $label } mancano ancora { $left }.
   *[no] Mancano ancora { $left }.
}
timers-which = Quale timer: { $choices }?
timers-cancelled = { $count ->
    [one] Timer annullato.
   *[other] { $count } timer annullati.
}
timers-ring = { $named ->
    [yes] Il timer { $label } è scaduto.
   *[no] Il timer è scaduto: { $length }.
}
timers-missed = { $named ->
    [yes] Il timer { $label } è scaduto alle { $due }, mentre ero spento.
   *[no] Il timer è scaduto alle { $due }, mentre ero spento: { $length }.
}
timers-action-create = impostare un timer
timers-action-query = sapere dei timer
timers-action-remove = annullare un timer
timers-action-remove-all = annullare tutti i { $count } timer
