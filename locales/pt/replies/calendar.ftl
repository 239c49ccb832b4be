calendar-ask-event_name = Como se chama?
calendar-ask-time = A que horas?
calendar-past = Essa hora já passou. A que horas?
calendar-set = { $day ->
    [today] { $name }, hoje às { $time }. Eu lembro.
    [tomorrow] { $name }, amanhã às { $time }. Eu lembro.
   *[other] { $name }, { $date } às { $time }. Eu lembro.
}
calendar-empty = Não há nada assim no seu calendário.
calendar-count = { $count ->
    [one] Há um evento:
   *[other] Há { $count } eventos:
}
calendar-one = { $day ->
    [today] { $name }, hoje às { $time }.
    [tomorrow] { $name }, amanhã às { $time }.
   *[other] { $name }, { $date } às { $time }.
}
calendar-which = Qual: { $choices }?
calendar-removed = { $names }: removido do calendário.
calendar-ring = { $named ->
    [yes] Lembrete: { $label }.
   *[no] Este é o seu lembrete.
}
calendar-missed = { $named ->
    [yes] Enquanto eu estava desligado, às { $due }: { $label }.
   *[no] Enquanto eu estava desligado, tinha um lembrete às { $due }.
}
calendar-action-set = pôr isso no calendário
calendar-action-query = ver o calendário
calendar-action-remove = tirar isso do calendário
calendar-action-remove-all = { $which ->
    [name] tirar do calendário tudo o que se chama «{ $name }»
    [day] tirar do calendário tudo o que há em { $date }
    [days] tirar do calendário tudo o que há de { $date } a { $until }
   *[all] tirar tudo do calendário
}
calendar-all-day = { $day ->
    [today] { $name } hoje.
    [tomorrow] { $name } amanhã.
   *[other] { $name }, { $date }.
}
calendar-not-shared = Não consegui pô-lo no seu calendário partilhado.
calendar-read-only = { $names }: esse calendário só posso ler.
calendar-unreachable = Não consigo chegar a um dos seus calendários agora.
