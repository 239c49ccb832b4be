timers-ask-time = For how long?
timers-started = { $named ->
    [yes] { $label } timer: { $length }, starting now.
   *[no] Timer set for { $length }.
}
timers-none = No timer is running.
timers-left = { $named ->
    [yes] { $left } left on the { $label } timer.
   *[no] { $left } left.
}
timers-which = Which timer: { $choices }?
timers-cancelled = { $count ->
    [one] Timer cancelled.
   *[other] { $count } timers cancelled.
}
timers-ring = { $named ->
    [yes] Your { $label } timer is done.
   *[no] Your timer for { $length } is done.
}
timers-missed = { $named ->
    [yes] Your { $label } timer ended at { $due }, while I was off.
   *[no] Your timer for { $length } ended at { $due }, while I was off.
}
timers-action-create = set a timer
timers-action-query = tell you about your timers
timers-action-remove = cancel a timer
timers-action-remove-all = cancel all { $count } timers
