clock-time = Het is { $time }.
clock-time-there = { $day ->
    [same] In { $place } is het { $time }.
   *[other] In { $place } is het { $time }, { $date }.
}
clock-date = { $day ->
    [today] Vandaag is het { $date }.
    [tomorrow] Morgen is het { $date }.
    [yesterday] Gisteren was het { $date }.
   *[other] Dat is { $date } { $year }.
}
clock-unknown-place = Ik weet niet hoe laat het in { $place } is.
clock-unknown-date = Ik weet niet wanneer { $date } is.
clock-ask-place_name = Op welke plaats?
clock-converted = { $ends ->
    [from] { $time } in { $place } is { $there } hier.
    [to] { $time } hier is { $there } in { $target }.
   *[both] { $time } in { $place } is { $there } in { $target }.
}{ $day ->
    [next] { " " }Dat is de dag erna.
    [before] { " " }Dat is de dag ervoor.
   *[same] { "" }
}
clock-difference = { $order ->
    [same] { $here ->
        [yes] In { $place } is het even laat als hier.
       *[no] In { $place } is het even laat als in { $other }.
    }
    [ahead] { $here ->
        [yes] { $place } loopt { $length } voor op hier.
       *[no] { $place } loopt { $length } voor op { $other }.
    }
   *[behind] { $here ->
        [yes] { $place } loopt { $length } achter op hier.
       *[no] { $place } loopt { $length } achter op { $other }.
    }
}
