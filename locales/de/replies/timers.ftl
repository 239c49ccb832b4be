timers-ask-time = Wie lange?
timers-started = { $named ->
    [yes] Der Timer „{ $label }“ läuft: { $length }.
   *[no] Der Timer läuft: { $length }.
}
timers-none = Es läuft kein Timer.
timers-left = { $named ->
    [yes] Noch { $left } für „{ $label }“.
   *[no] Noch { $left }.
}
timers-which = Welcher Timer: { $choices }?
timers-cancelled = { $count ->
    [one] Der Timer ist gelöscht.
   *[other] { $count } Timer sind gelöscht.
}
timers-ring = { $named ->
    [yes] Der Timer „{ $label }“ ist abgelaufen.
   *[no] Der Timer ist abgelaufen: { $length }.
}
timers-missed = { $named ->
    [yes] Der Timer „{ $label }“ ist um { $due } abgelaufen, während ich aus war.
   *[no] Der Timer ist um { $due } abgelaufen, während ich aus war: { $length }.
}
timers-action-create = einen Timer stellen
timers-action-query = deine Timer nennen
timers-action-remove = einen Timer löschen
timers-action-remove-all = alle { $count } Timer löschen
