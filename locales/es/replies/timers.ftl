timers-ask-time = ¿De cuánto tiempo?
timers-started = { $named ->
    [yes] Temporizador { $label }: { $length } desde ahora.
   *[no] Temporizador de { $length } en marcha.
}
timers-none = No hay ningún temporizador en marcha.
timers-left = { $named ->
    [yes] Para { $label } faltan { $left }.
   *[no] Faltan { $left }.
}
timers-which = ¿Qué temporizador: { $choices }?
timers-cancelled = { $count ->
    [one] Temporizador cancelado.
   *[other] { $count } temporizadores cancelados.
}
timers-ring = { $named ->
    [yes] El temporizador { $label } ha terminado.
   *[no] El temporizador de { $length } ha terminado.
}
timers-missed = { $named ->
    [yes] El temporizador { $label } terminó a las { $due }, mientras estaba apagado.
   *[no] El temporizador de { $length } terminó a las { $due }, mientras estaba apagado.
}
timers-action-create = poner un temporizador
timers-action-query = saber de tus temporizadores
timers-action-remove = cancelar un temporizador
timers-action-remove-all = cancelar los { $count } temporizadores
