calendar-ask-event_name = ¿Cómo se llama?
calendar-ask-time = ¿A qué hora?
calendar-past = Esa hora ya ha pasado. ¿A qué hora?
calendar-set = { $day ->
    [today] { $name }, hoy a las { $time }. Te lo recordaré.
    [tomorrow] { $name }, mañana a las { $time }. Te lo recordaré.
   *[other] { $name }, el { $date } a las { $time }. Te lo recordaré.
}
calendar-empty = No hay nada así en tu calendario.
calendar-count = { $count ->
    [one] Hay un evento:
   *[other] Hay { $count } eventos:
}
calendar-one = { $day ->
    [today] { $name }, hoy a las { $time }.
    [tomorrow] { $name }, mañana a las { $time }.
   *[other] { $name }, el { $date } a las { $time }.
}
calendar-which = ¿Cuál: { $choices }?
calendar-removed = { $names }: quitado del calendario.
calendar-ring = { $named ->
    [yes] Recordatorio: { $label }.
   *[no] Este es tu recordatorio.
}
calendar-missed = { $named ->
    [yes] Mientras estaba apagado, a las { $due }: { $label }.
   *[no] Mientras estaba apagado, tenías un recordatorio a las { $due }.
}
calendar-action-set = apuntarlo en el calendario
calendar-action-query = mirar el calendario
calendar-action-remove = quitarlo del calendario
calendar-action-remove-all = { $which ->
    [name] quitar del calendario todo lo que se llame «{ $name }»
    [day] quitar del calendario todo lo del { $date }
    [days] quitar del calendario todo lo que hay del { $date } al { $until }
   *[all] quitar todo del calendario
}
calendar-all-day = { $day ->
    [today] { $name } hoy.
    [tomorrow] { $name } mañana.
   *[other] { $name } el { $date }.
}
calendar-not-shared = No he podido ponerlo en tu calendario compartido.
calendar-read-only = { $names }: ese calendario solo puedo leerlo.
calendar-unreachable = Ahora mismo no llego a uno de tus calendarios.
