calendar-ask-event_name = 叫什么？
calendar-ask-time = 几点？
calendar-past = 那个时间已经过了。几点？
calendar-set = { $day ->
    [today] 今天{ $time }：{ $name }。我会提醒您。
    [tomorrow] 明天{ $time }：{ $name }。我会提醒您。
   *[other] { $date }{ $time }：{ $name }。我会提醒您。
}
calendar-empty = 日历里没有这样的事。
calendar-count = 有{ $count }件事：
calendar-one = { $day ->
    [today] 今天{ $time }{ $name }。
    [tomorrow] 明天{ $time }{ $name }。
   *[other] { $date }{ $time }{ $name }。
}
calendar-which = 哪一个：{ $choices }？
calendar-removed = { $names }：已从日历中删除。
calendar-ring = { $named ->
    [yes] 提醒：{ $label }。
   *[no] 这是您的提醒。
}
calendar-missed = { $named ->
    [yes] 我关机时，{ $due }：{ $label }。
   *[no] 我关机时，您在{ $due }有一个提醒。
}
calendar-action-set = 记到日历里
calendar-action-query = 看日历
calendar-action-remove = 从日历里删除
calendar-action-remove-all = { $which ->
    [name] 从日历里删除所有“{ $name }”
    [day] 从日历里删除{ $date }的所有日程
    [days] 从日历里删除{ $date }到{ $until }的所有日程
   *[all] 删除日历里的所有日程
}
calendar-all-day = { $day ->
    [today] 今天：{ $name }。
    [tomorrow] 明天：{ $name }。
   *[other] { $date }：{ $name }。
}
calendar-not-shared = 没能放进你的共享日历。
calendar-read-only = { $names }：那个日历我只能读。
calendar-unreachable = 我现在连不上你的一个日历。
