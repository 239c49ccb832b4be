transport-off = No tengo ningún horario. Indica uno (GTFS) y tu parada en skills.transport en los ajustes.
transport-reading = Todavía estoy leyendo el horario. Pregúntame dentro de un momento.
transport-unreadable = No puedo leer el horario, o tu parada no está en él.
transport-none = { $named ->
    [yes] No he encontrado ninguna salida hacia { $place }.
   *[no] No he encontrado ninguna salida.
}
transport-departure = { $today ->
    [yes] { $line } hacia { $towards } a las { $time }.
   *[no] { $line } hacia { $towards } a las { $time } el { $date }.
}
transport-action = consultar el horario
