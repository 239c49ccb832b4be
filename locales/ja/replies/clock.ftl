clock-time = { $time }です。
clock-time-there = { $day ->
    [same] { $place }は{ $time }です。
   *[other] { $place }は{ $date }の{ $time }です。
}
clock-date = { $day ->
    [today] 今日は{ $date }です。
    [tomorrow] 明日は{ $date }です。
    [yesterday] 昨日は{ $date }でした。
   *[other] { $year }年の{ $date }です。
}
clock-unknown-place = { $place }の時刻は分かりません。
clock-unknown-date = { $date }がいつか分かりません。
clock-ask-place_name = どこの時刻ですか？
clock-converted = { $ends ->
    [from] { $place }の{ $time }は、こちらの{ $there }です。
    [to] こちらの{ $time }は、{ $target }の{ $there }です。
   *[both] { $place }の{ $time }は、{ $target }の{ $there }です。
}{ $day ->
    [next] 翌日です。
    [before] 前日です。
   *[same] { "" }
}
clock-difference = { $order ->
    [same] { $here ->
        [yes] { $place }はこちらと同じ時刻です。
       *[no] { $place }は{ $other }と同じ時刻です。
    }
    [ahead] { $here ->
        [yes] { $place }はこちらより{ $length }進んでいます。
       *[no] { $place }は{ $other }より{ $length }進んでいます。
    }
   *[behind] { $here ->
        [yes] { $place }はこちらより{ $length }遅れています。
       *[no] { $place }は{ $other }より{ $length }遅れています。
    }
}
