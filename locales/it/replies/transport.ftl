transport-off = Non ho orari. Indicane uno (GTFS) e la tua fermata in skills.transport nelle impostazioni.
transport-reading = Sto ancora leggendo l'orario. Richiedimelo tra un momento.
transport-unreadable = Non riesco a leggere l'orario, o la tua fermata non c'è.
transport-none = { $named ->
    [yes] Non ho trovato partenze per { $place }.
   *[no] Non ho trovato partenze.
}
transport-departure = { $today ->
    [yes] { $line } per { $towards } alle { $time }.
   *[no] { $line } per { $towards } alle { $time }, { $date }.
}
transport-action = guardare l'orario
