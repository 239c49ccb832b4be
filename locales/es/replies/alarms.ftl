alarms-ask-time = ¿Para qué hora?
alarms-set = { $day ->
    [today] Alarma puesta para hoy a las { $time }.
    [tomorrow] Alarma puesta para mañana a las { $time }.
   *[other] Alarma puesta para el { $date } a las { $time }.
}
alarms-set-repeating = { $often ->
    [daily] Alarma puesta para todos los días a las { $time }.
    [workdays] Alarma puesta de lunes a viernes a las { $time }.
   *[other] Alarma puesta cada { $days } a las { $time }.
}
alarms-past = Esa hora ya ha pasado. ¿Para qué hora?
alarms-none = No hay ninguna alarma así.
alarms-count = { $count ->
    [one] Tienes una alarma:
   *[other] Tienes { $count } alarmas:
}
alarms-one = { $day ->
    [today] hoy a las { $time }.
    [tomorrow] mañana a las { $time }.
   *[other] el { $date } a las { $time }.
}
alarms-one-repeating = { $often ->
    [daily] todos los días a las { $time }.
    [workdays] de lunes a viernes a las { $time }.
   *[other] cada { $days } a las { $time }.
}
alarms-which = ¿Qué alarma: { $choices }?
alarms-removed = { $count ->
    [one] La alarma de las { $time } está quitada.
   *[other] { $count } alarmas quitadas.
}
alarms-ring = { $named ->
    [yes] Son las { $due }: { $label }.
   *[no] Son las { $due }. Es tu alarma.
}
alarms-missed = { $named ->
    [yes] Te perdiste la alarma de las { $due }: { $label }.
   *[no] Te perdiste la alarma de las { $due }.
}
alarms-action-set = poner una alarma
alarms-action-query = saber de tus alarmas
alarms-action-remove = quitar una alarma
alarms-action-remove-all = quitar las { $count } alarmas
alarms-snoozed = Otra vez a las { $time }.
alarms-nothing-rang = No ha sonado nada.
