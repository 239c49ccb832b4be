clock-time = Es ist { $time } Uhr.
clock-time-there = { $day ->
    [same] In { $place } ist es { $time } Uhr.
   *[other] In { $place } ist es { $time } Uhr, { $date }.
}
clock-date = { $day ->
    [today] Heute ist { $date }.
    [tomorrow] Morgen ist { $date }.
    [yesterday] Gestern war { $date }.
   *[other] Das ist { $date } { $year }.
}
clock-unknown-place = Ich weiß nicht, wie spät es in { $place } ist.
clock-unknown-date = Ich weiß nicht, wann { $date } ist.
clock-ask-place_name = An welchem Ort?
clock-converted = { $ends ->
    [from] { $time } Uhr in { $place } ist hier { $there } Uhr.
    [to] { $time } Uhr hier ist in { $target } { $there } Uhr.
   *[both] { $time } Uhr in { $place } ist in { $target } { $there } Uhr.
}{ $day ->
    [next] { " " }Das ist am Tag danach.
    [before] { " " }Das ist am Tag davor.
   *[same] { "" }
}
clock-difference = { $order ->
    [same] { $here ->
        [yes] In { $place } ist es so spät wie hier.
       *[no] In { $place } ist es so spät wie in { $other }.
    }
    [ahead] { $here ->
        [yes] { $place } ist uns { $length } voraus.
       *[no] { $place } ist { $length } vor { $other }.
    }
   *[behind] { $here ->
        [yes] { $place } ist { $length } hinter uns.
       *[no] { $place } ist { $length } hinter { $other }.
    }
}
