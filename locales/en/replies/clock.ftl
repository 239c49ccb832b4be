clock-time = It is { $time }.
clock-time-there = { $day ->
    [same] It is { $time } in { $place }.
   *[other] It is { $time } on { $date } in { $place }.
}
clock-date = { $day ->
    [today] Today is { $date }.
    [tomorrow] Tomorrow is { $date }.
    [yesterday] Yesterday was { $date }.
   *[other] That is { $date } { $year }.
}
clock-unknown-place = I do not know what time it is in { $place }.
clock-unknown-date = I do not know when { $date } is.
clock-ask-place_name = In which place?
clock-converted = { $ends ->
    [from] { $time } in { $place } is { $there } here.
    [to] { $time } here is { $there } in { $target }.
   *[both] { $time } in { $place } is { $there } in { $target }.
}{ $day ->
    [next] { " " }That is the next day.
    [before] { " " }That is the day before.
   *[same] { "" }
}
clock-difference = { $order ->
    [same] { $here ->
        [yes] { $place } has the same time as here.
       *[no] { $place } has the same time as { $other }.
    }
    [ahead] { $here ->
        [yes] { $place } is { $length } ahead of here.
       *[no] { $place } is { $length } ahead of { $other }.
    }
   *[behind] { $here ->
        [yes] { $place } is { $length } behind here.
       *[no] { $place } is { $length } behind { $other }.
    }
}
