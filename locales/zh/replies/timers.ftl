timers-ask-time = 多长时间？
timers-started = { $named ->
    [yes] { $label }计时器：{ $length }，现在开始。
   *[no] { $length }的计时器已开始。
}
timers-none = 没有正在运行的计时器。
timers-left = { $named ->
    [yes] { $label }还剩{ $left }。
   *[no] 还剩{ $left }。
}
timers-which = 哪个计时器：{ $choices }？
timers-cancelled = 已取消{ $count }个计时器。
timers-ring = { $named ->
    [yes] { $label }的计时器时间到了。
   *[no] { $length }的计时器时间到了。
}
timers-missed = { $named ->
    [yes] 我关机时，{ $label }的计时器在{ $due }到时了。
   *[no] 我关机时，{ $length }的计时器在{ $due }到时了。
}
timers-action-create = 设置计时器
timers-action-query = 查看计时器
timers-action-remove = 取消计时器
timers-action-remove-all = 取消全部{ $count }个计时器
