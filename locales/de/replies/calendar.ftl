calendar-ask-event_name = Wie heißt der Termin?
calendar-ask-time = Um wie viel Uhr?
calendar-past = Diese Zeit ist schon vorbei. Um wie viel Uhr?
calendar-set = { $day ->
    [today] Heute um { $time }: { $name }. Ich erinnere dich.
    [tomorrow] Morgen um { $time }: { $name }. Ich erinnere dich.
   *[other] Am { $date } um { $time }: { $name }. Ich erinnere dich.
}
calendar-empty = So etwas steht nicht in deinem Kalender.
calendar-count = { $count ->
    [one] Es gibt einen Termin:
   *[other] Es gibt { $count } Termine:
}
calendar-one = { $day ->
    [today] heute um { $time } { $name }.
    [tomorrow] morgen um { $time } { $name }.
   *[other] am { $date } um { $time } { $name }.
}
calendar-which = Welcher Termin: { $choices }?
calendar-removed = { $names }: aus dem Kalender gestrichen.
calendar-ring = { $named ->
    [yes] Erinnerung: { $label }.
   *[no] Hier ist deine Erinnerung.
}
calendar-missed = { $named ->
    [yes] Während ich aus war, um { $due }: { $label }.
   *[no] Während ich aus war, hattest du um { $due } eine Erinnerung.
}
calendar-action-set = das in den Kalender eintragen
calendar-action-query = in den Kalender sehen
calendar-action-remove = das aus dem Kalender streichen
calendar-action-remove-all = { $which ->
    [name] alles namens „{ $name }“ aus dem Kalender streichen
    [day] alles am { $date } aus dem Kalender streichen
    [days] alles vom { $date } bis zum { $until } aus dem Kalender streichen
   *[all] alles aus dem Kalender streichen
}
calendar-all-day = { $day ->
    [today] { $name } heute.
    [tomorrow] { $name } morgen.
   *[other] { $name } am { $date }.
}
calendar-not-shared = In deinen gemeinsamen Kalender konnte ich es nicht eintragen.
calendar-read-only = { $names }: Diesen Kalender kann ich nur lesen.
calendar-unreachable = Einen deiner Kalender erreiche ich gerade nicht.
