alarms-ask-time = Für wann?
alarms-set = { $day ->
    [today] Der Wecker klingelt heute um { $time }.
    [tomorrow] Der Wecker klingelt morgen um { $time }.
   *[other] Der Wecker klingelt am { $date } um { $time }.
}
alarms-set-repeating = { $often ->
    [daily] Der Wecker klingelt täglich um { $time }.
    [workdays] Der Wecker klingelt werktags um { $time }.
   *[other] Der Wecker klingelt jeden { $days } um { $time }.
}
alarms-past = Diese Zeit ist schon vorbei. Für wann?
alarms-none = So einen Wecker gibt es nicht.
alarms-count = { $count ->
    [one] Es ist ein Wecker gestellt:
   *[other] Es sind { $count } Wecker gestellt:
}
alarms-one = { $day ->
    [today] heute um { $time }.
    [tomorrow] morgen um { $time }.
   *[other] am { $date } um { $time }.
}
alarms-one-repeating = { $often ->
    [daily] täglich um { $time }.
    [workdays] werktags um { $time }.
   *[other] jeden { $days } um { $time }.
}
alarms-which = Welcher Wecker: { $choices }?
alarms-removed = { $count ->
    [one] Der Wecker für { $time } ist aus.
   *[other] { $count } Wecker sind gelöscht.
}
alarms-ring = { $named ->
    [yes] Es ist { $due }: { $label }.
   *[no] Es ist { $due }. Dein Wecker klingelt.
}
alarms-missed = { $named ->
    [yes] Du hast deinen Wecker um { $due } verpasst: { $label }.
   *[no] Du hast deinen Wecker um { $due } verpasst.
}
alarms-action-set = einen Wecker stellen
alarms-action-query = deine Wecker nennen
alarms-action-remove = einen Wecker löschen
alarms-action-remove-all = alle { $count } Wecker löschen
alarms-snoozed = Noch einmal um { $time }.
alarms-nothing-rang = Es hat gerade nichts geklingelt.
