transport-off = Não tenho horários. Indique um (GTFS) e a sua paragem em skills.transport nas definições.
transport-reading = Ainda estou a ler o horário. Pergunte-me daqui a pouco.
transport-unreadable = Não consigo ler o horário, ou a sua paragem não está lá.
transport-none = { $named ->
    [yes] Não encontrei nenhuma partida para { $place }.
   *[no] Não encontrei nenhuma partida.
}
transport-departure = { $today ->
    [yes] { $line } para { $towards } às { $time }.
   *[no] { $line } para { $towards } às { $time }, { $date }.
}
transport-action = ver o horário
