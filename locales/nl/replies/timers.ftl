timers-ask-time = Hoe lang?
timers-started = { $named ->
    [yes] Timer { $label }: { $length }, vanaf nu.
   *[no] Timer gezet op { $length }.
}
timers-none = Er loopt geen timer.
timers-left = { $named ->
    [yes] Nog { $left } voor { $label }.
   *[no] Nog { $left }.
}
timers-which = Welke timer: { $choices }?
timers-cancelled = { $count ->
    [one] Timer geannuleerd.
   *[other] { $count } timers geannuleerd.
}
timers-ring = { $named ->
    [yes] De timer { $label } is afgelopen.
   *[no] De timer van { $length } is afgelopen.
}
timers-missed = { $named ->
    [yes] De timer { $label } liep af om { $due }, terwijl ik uit stond.
   *[no] De timer van { $length } liep af om { $due }, terwijl ik uit stond.
}
timers-action-create = een timer zetten
timers-action-query = de timers noemen
timers-action-remove = een timer annuleren
timers-action-remove-all = alle { $count } timers annuleren
