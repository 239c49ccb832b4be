timers-ask-time = 何分にしますか？
timers-started = { $named ->
    [yes] { $label }のタイマーを{ $length }で始めました。
   *[no] { $length }のタイマーを始めました。
}
timers-none = 動いているタイマーはありません。
timers-left = { $named ->
    [yes] { $label }はあと{ $left }です。
   *[no] あと{ $left }です。
}
timers-which = どのタイマーですか：{ $choices }？
timers-cancelled = タイマーを取り消しました。
timers-ring = { $named ->
    [yes] { $label }のタイマーが終わりました。
   *[no] { $length }のタイマーが終わりました。
}
timers-missed = { $named ->
    [yes] 電源が切れている間の{ $due }に、{ $label }のタイマーが終わりました。
   *[no] 電源が切れている間の{ $due }に、{ $length }のタイマーが終わりました。
}
timers-action-create = タイマーをかける
timers-action-query = タイマーを確認する
timers-action-remove = タイマーを取り消す
timers-action-remove-all = { $count }個のタイマーをすべて取り消す
