alarms-ask-time = Voor hoe laat?
alarms-set = { $day ->
    [today] De wekker gaat vandaag om { $time }.
    [tomorrow] De wekker gaat morgen om { $time }.
   *[other] De wekker gaat { $date } om { $time }.
}
alarms-set-repeating = { $often ->
    [daily] De wekker gaat elke dag om { $time }.
    [workdays] De wekker gaat op werkdagen om { $time }.
   *[other] De wekker gaat elke { $days } om { $time }.
}
alarms-past = Die tijd is al voorbij. Voor hoe laat?
alarms-none = Zo'n wekker is er niet.
alarms-count = { $count ->
    [one] Er staat één wekker:
   *[other] Er staan { $count } wekkers:
}
alarms-one = { $day ->
    [today] vandaag om { $time }.
    [tomorrow] morgen om { $time }.
   *[other] { $date } om { $time }.
}
alarms-one-repeating = { $often ->
    [daily] elke dag om { $time }.
    [workdays] op werkdagen om { $time }.
   *[other] elke { $days } om { $time }.
}
alarms-which = Welke wekker: { $choices }?
alarms-removed = { $count ->
    [one] De wekker van { $time } is uit.
   *[other] { $count } wekkers verwijderd.
}
alarms-ring = { $named ->
    [yes] Het is { $due }: { $label }.
   *[no] Het is { $due }. Dit is je wekker.
}
alarms-missed = { $named ->
    [yes] Je hebt de wekker van { $due } gemist: { $label }.
   *[no] Je hebt de wekker van { $due } gemist.
}
alarms-action-set = een wekker zetten
alarms-action-query = de wekkers noemen
alarms-action-remove = een wekker verwijderen
alarms-action-remove-all = alle { $count } wekkers verwijderen
alarms-snoozed = Nog eens om { $time }.
alarms-nothing-rang = Er ging net niets af.
