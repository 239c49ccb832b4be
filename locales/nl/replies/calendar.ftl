calendar-ask-event_name = Hoe heet de afspraak?
calendar-ask-time = Hoe laat?
calendar-past = Die tijd is al voorbij. Hoe laat?
calendar-set = { $day ->
    [today] Vandaag om { $time }: { $name }. Ik herinner je eraan.
    [tomorrow] Morgen om { $time }: { $name }. Ik herinner je eraan.
   *[other] { $date } om { $time }: { $name }. Ik herinner je eraan.
}
calendar-empty = Zoiets staat niet in je agenda.
calendar-count = { $count ->
    [one] Er is één afspraak:
   *[other] Er zijn { $count } afspraken:
}
calendar-one = { $day ->
    [today] vandaag om { $time } { $name }.
    [tomorrow] morgen om { $time } { $name }.
   *[other] { $date } om { $time } { $name }.
}
calendar-which = Welke: { $choices }?
calendar-removed = { $names }: uit je agenda gehaald.
calendar-ring = { $named ->
    [yes] Herinnering: { $label }.
   *[no] Dit is je herinnering.
}
calendar-missed = { $named ->
    [yes] Terwijl ik uit stond, om { $due }: { $label }.
   *[no] Terwijl ik uit stond, had je om { $due } een herinnering.
}
calendar-action-set = dat in je agenda zetten
calendar-action-query = in je agenda kijken
calendar-action-remove = dat uit je agenda halen
calendar-action-remove-all = { $which ->
    [name] alles wat “{ $name }” heet uit je agenda halen
    [day] alles op { $date } uit je agenda halen
    [days] alles van { $date } tot en met { $until } uit je agenda halen
   *[all] alles uit je agenda halen
}
calendar-all-day = { $day ->
    [today] { $name } vandaag.
    [tomorrow] { $name } morgen.
   *[other] { $name } op { $date }.
}
calendar-not-shared = In je gedeelde agenda kon ik het niet zetten.
calendar-read-only = { $names }: die agenda kan ik alleen lezen.
calendar-unreachable = Een van je agenda's is nu onbereikbaar.
