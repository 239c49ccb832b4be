calendar-ask-event_name = What is it called?
calendar-ask-time = At what time?
calendar-past = That time has passed. At what time?
calendar-set = { $day ->
    [today] { $name } today at { $time }. I will remind you.
    [tomorrow] { $name } tomorrow at { $time }. I will remind you.
   *[other] { $name } on { $date } at { $time }. I will remind you.
}
calendar-empty = There is nothing like that in your calendar.
calendar-count = { $count ->
    [one] There is one event:
   *[other] There are { $count } events:
}
calendar-one = { $day ->
    [today] { $name } today at { $time }.
    [tomorrow] { $name } tomorrow at { $time }.
   *[other] { $name } on { $date } at { $time }.
}
calendar-which = Which one: { $choices }?
calendar-removed = { $names }: removed from your calendar.
calendar-ring = { $named ->
    [yes] Reminder: { $label }.
   *[no] This is your reminder.
}
calendar-missed = { $named ->
    [yes] While I was off, at { $due }: { $label }.
   *[no] While I was off, you had a reminder at { $due }.
}
calendar-action-set = put that in your calendar
calendar-action-query = look into your calendar
calendar-action-remove = remove that from your calendar
calendar-action-remove-all = { $which ->
    [name] delete everything called “{ $name }” from your calendar
    [day] delete everything on { $date } from your calendar
    [days] delete everything from { $date } to { $until } from your calendar
   *[all] delete everything from your calendar
}
calendar-all-day = { $day ->
    [today] { $name } today.
    [tomorrow] { $name } tomorrow.
   *[other] { $name } on { $date }.
}
calendar-not-shared = I could not put it into your shared calendar.
calendar-read-only = { $names }: I can only read that calendar.
calendar-unreachable = I cannot reach one of your calendars right now.
