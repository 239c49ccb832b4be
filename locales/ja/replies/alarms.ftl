alarms-ask-time = 何時にしますか？
alarms-set = { $day ->
    [today] 今日の{ $time }にアラームを設定しました。
    [tomorrow] 明日の{ $time }にアラームを設定しました。
   *[other] { $date }の{ $time }にアラームを設定しました。
}
alarms-set-repeating = { $often ->
    [daily] 毎日{ $time }にアラームを設定しました。
    [workdays] 平日の{ $time }にアラームを設定しました。
   *[other] 毎週{ $days }の{ $time }にアラームを設定しました。
}
alarms-past = その時刻は過ぎています。何時にしますか？
alarms-none = そのようなアラームはありません。
alarms-count = アラームは{ $count }件です。
alarms-one = { $day ->
    [today] 今日の{ $time }。
    [tomorrow] 明日の{ $time }。
   *[other] { $date }の{ $time }。
}
alarms-one-repeating = { $often ->
    [daily] 毎日{ $time }。
    [workdays] 平日の{ $time }。
   *[other] 毎週{ $days }の{ $time }。
}
alarms-which = どのアラームですか：{ $choices }？
alarms-removed = { $count ->
    [1] { $time }のアラームを消しました。
   *[other] { $time }のアラームなど{ $count }件を消しました。
}
alarms-ring = { $named ->
    [yes] { $due }です。{ $label }。
   *[no] { $due }です。アラームの時間です。
}
alarms-missed = { $named ->
    [yes] { $due }のアラームを逃しました：{ $label }。
   *[no] { $due }のアラームを逃しました。
}
alarms-action-set = アラームを設定する
alarms-action-query = アラームを確認する
alarms-action-remove = アラームを消す
alarms-action-remove-all = { $count }個のアラームをすべて消す
alarms-snoozed = { $time }にもう一度鳴らします。
alarms-nothing-rang = 今は何も鳴っていません。
