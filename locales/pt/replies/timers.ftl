timers-ask-time = Durante quanto tempo?
timers-started = { $named ->
    [yes] Temporizador { $label }: { $length } a partir de agora.
   *[no] Temporizador de { $length } em marcha.
}
timers-none = Não há nenhum temporizador em marcha.
timers-left = { $named ->
    [yes] Para { $label } faltam { $left }.
   *[no] Faltam { $left }.
}
timers-which = Qual temporizador: { $choices }?
timers-cancelled = { $count ->
    [one] Temporizador cancelado.
   *[other] { $count } temporizadores cancelados.
}
timers-ring = { $named ->
    [yes] O temporizador { $label } terminou.
   *[no] O temporizador de { $length } terminou.
}
timers-missed = { $named ->
    [yes] O temporizador { $label } terminou às { $due }, enquanto eu estava desligado.
   *[no] O temporizador de { $length } terminou às { $due }, enquanto eu estava desligado.
}
timers-action-create = pôr um temporizador
timers-action-query = saber dos temporizadores
timers-action-remove = cancelar um temporizador
timers-action-remove-all = cancelar todos os { $count } temporizadores
