calendar-ask-event_name = 予定の名前は何ですか？
calendar-ask-time = 何時ですか？
calendar-past = その時刻は過ぎています。何時ですか？
calendar-set = { $day ->
    [today] 今日の{ $time }に{ $name }ですね。お知らせします。
    [tomorrow] 明日の{ $time }に{ $name }ですね。お知らせします。
   *[other] { $date }の{ $time }に{ $name }ですね。お知らせします。
}
calendar-empty = そのような予定はありません。
calendar-count = 予定は{ $count }件です。
calendar-one = { $day ->
    [today] 今日の{ $time }、{ $name }。
    [tomorrow] 明日の{ $time }、{ $name }。
   *[other] { $date }の{ $time }、{ $name }。
}
calendar-which = どれですか：{ $choices }？
calendar-removed = { $names }を予定から消しました。
calendar-ring = { $named ->
    [yes] { $label }の時間です。
   *[no] お知らせの時間です。
}
calendar-missed = { $named ->
    [yes] 電源が切れている間の{ $due }に、{ $label }がありました。
   *[no] 電源が切れている間の{ $due }に、お知らせがありました。
}
calendar-action-set = 予定に入れる
calendar-action-query = 予定を確認する
calendar-action-remove = 予定から消す
calendar-action-remove-all = { $which ->
    [name] 「{ $name }」という予定をすべて消す
    [day] { $date }の予定をすべて消す
    [days] { $date }から{ $until }までの予定をすべて消す
   *[all] 予定をすべて消す
}
calendar-all-day = { $day ->
    [today] 今日、{ $name }です。
    [tomorrow] 明日、{ $name }です。
   *[other] { $date }、{ $name }です。
}
calendar-not-shared = 共有カレンダーには入れられませんでした。
calendar-read-only = { $names }のカレンダーは読むことしかできません。
calendar-unreachable = 今はカレンダーの一つにつながりません。
