alarms-ask-time = Para que horas?
alarms-set = { $day ->
    [today] Alarme marcado para hoje às { $time }.
    [tomorrow] Alarme marcado para amanhã às { $time }.
   *[other] Alarme marcado para { $date } às { $time }.
}
alarms-set-repeating = { $often ->
    [daily] Alarme marcado para todos os dias às { $time }.
    [workdays] Alarme marcado de segunda a sexta às { $time }.
   *[other] Alarme marcado para cada { $days } às { $time }.
}
alarms-past = Essa hora já passou. Para que horas?
alarms-none = Não há nenhum alarme assim.
alarms-count = { $count ->
    [one] Há um alarme:
   *[other] Há { $count } alarmes:
}
alarms-one = { $day ->
    [today] hoje às { $time }.
    [tomorrow] amanhã às { $time }.
   *[other] { $date } às { $time }.
}
alarms-one-repeating = { $often ->
    [daily] todos os dias às { $time }.
    [workdays] de segunda a sexta às { $time }.
   *[other] cada { $days } às { $time }.
}
alarms-which = Qual alarme: { $choices }?
alarms-removed = { $count ->
    [one] O alarme das { $time } foi removido.
   *[other] { $count } alarmes removidos.
}
alarms-ring = { $named ->
    [yes] São { $due }: { $label }.
   *[no] São { $due }. É o seu alarme.
}
alarms-missed = { $named ->
    [yes] Perdeu o alarme das { $due }: { $label }.
   *[no] Perdeu o alarme das { $due }.
}
alarms-action-set = marcar um alarme
alarms-action-query = saber dos alarmes
alarms-action-remove = remover um alarme
alarms-action-remove-all = remover todos os { $count } alarmes
alarms-snoozed = Outra vez às { $time }.
alarms-nothing-rang = Nada tocou agora.
