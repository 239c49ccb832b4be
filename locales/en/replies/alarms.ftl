alarms-ask-time = For what time?
alarms-set = { $day ->
    [today] Alarm set for { $time } today.
    [tomorrow] Alarm set for { $time } tomorrow.
   *[other] Alarm set for { $time } on { $date }.
}
alarms-set-repeating = { $often ->
    [daily] Alarm set for { $time } every day.
    [workdays] Alarm set for { $time } on weekdays.
   *[other] Alarm set for { $time } every { $days }.
}
alarms-past = That time has passed. For what time?
alarms-none = There is no such alarm.
alarms-count = { $count ->
    [one] You have one alarm:
   *[other] You have { $count } alarms:
}
alarms-one = { $day ->
    [today] { $time } today.
    [tomorrow] { $time } tomorrow.
   *[other] { $time } on { $date }.
}
alarms-one-repeating = { $often ->
    [daily] { $time } every day.
    [workdays] { $time } on weekdays.
   *[other] { $time } every { $days }.
}
alarms-which = Which alarm: { $choices }?
alarms-removed = { $count ->
    [one] The { $time } alarm is off.
   *[other] { $count } alarms removed.
}
alarms-ring = { $named ->
    [yes] It is { $due }: { $label }.
   *[no] It is { $due }. This is your alarm.
}
alarms-missed = { $named ->
    [yes] You missed your alarm at { $due }: { $label }.
   *[no] You missed your alarm at { $due }.
}
alarms-action-set = set an alarm
alarms-action-query = tell you about your alarms
alarms-action-remove = remove an alarm
alarms-action-remove-all = delete all { $count } alarms
alarms-snoozed = Again at { $time }.
alarms-nothing-rang = Nothing has just rung.
