clock-time = 现在{ $time }。
clock-time-there = { $day ->
    [same] { $place }现在{ $time }。
   *[other] { $place }现在是{ $date }{ $time }。
}
clock-date = { $day ->
    [today] 今天是{ $date }。
    [tomorrow] 明天是{ $date }。
    [yesterday] 昨天是{ $date }。
   *[other] 那是{ $year }年{ $date }。
}
clock-unknown-place = 我不知道{ $place }的时间。
clock-unknown-date = 我不知道{ $date }是哪天。
clock-ask-place_name = 哪个地方？
clock-converted = { $ends ->
    [from] { $place }的{ $time }是这里的{ $there }。
    [to] 这里的{ $time }是{ $target }的{ $there }。
   *[both] { $place }的{ $time }是{ $target }的{ $there }。
}{ $day ->
    [next] 那是第二天。
    [before] 那是前一天。
   *[same] { "" }
}
clock-difference = { $order ->
    [same] { $here ->
        [yes] { $place }和这里时间相同。
       *[no] { $place }和{ $other }时间相同。
    }
    [ahead] { $here ->
        [yes] { $place }比这里早{ $length }。
       *[no] { $place }比{ $other }早{ $length }。
    }
   *[behind] { $here ->
        [yes] { $place }比这里晚{ $length }。
       *[no] { $place }比{ $other }晚{ $length }。
    }
}
