alarms-ask-time = 几点？
alarms-set = { $day ->
    [today] 闹钟设在今天{ $time }。
    [tomorrow] 闹钟设在明天{ $time }。
   *[other] 闹钟设在{ $date }{ $time }。
}
alarms-set-repeating = { $often ->
    [daily] 闹钟设在每天{ $time }。
    [workdays] 闹钟设在工作日{ $time }。
   *[other] 闹钟设在每{ $days }{ $time }。
}
alarms-past = 那个时间已经过了。几点？
alarms-none = 没有这样的闹钟。
alarms-count = 有{ $count }个闹钟：
alarms-one = { $day ->
    [today] 今天{ $time }。
    [tomorrow] 明天{ $time }。
   *[other] { $date }{ $time }。
}
alarms-one-repeating = { $often ->
    [daily] 每天{ $time }。
    [workdays] 工作日{ $time }。
   *[other] 每{ $days }{ $time }。
}
alarms-which = 哪个闹钟：{ $choices }？
alarms-removed = { $count ->
    [1] { $time }的闹钟已关闭。
   *[other] 已删除{ $count }个闹钟。
}
alarms-ring = { $named ->
    [yes] 现在{ $due }：{ $label }。
   *[no] 现在{ $due }，闹钟响了。
}
alarms-missed = { $named ->
    [yes] 您错过了{ $due }的闹钟：{ $label }。
   *[no] 您错过了{ $due }的闹钟。
}
alarms-action-set = 设置闹钟
alarms-action-query = 查看闹钟
alarms-action-remove = 删除闹钟
alarms-action-remove-all = 删除全部{ $count }个闹钟
alarms-snoozed = { $time }再响一次。
alarms-nothing-rang = 刚才没有响铃。
