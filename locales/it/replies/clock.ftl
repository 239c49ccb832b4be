clock-time = Sono le { $time }.
clock-time-there = { $day ->
    [same] A { $place } sono le { $time }.
   *[other] A { $place } sono le { $time } di { $date }.
}
clock-date = { $day ->
    [today] Oggi è { $date }.
    [tomorrow] Domani è { $date }.
    [yesterday] Ieri era { $date }.
   *[other] È { $date } { $year }.
}
clock-unknown-place = Non so che ore sono a { $place }.
clock-unknown-date = Non so quando è { $date }.
clock-ask-place_name = In quale posto?
clock-converted = { $ends ->
    [from] Le { $time } a { $place } sono le { $there } qui.
    [to] Le { $time } qui sono le { $there } a { $target }.
   *[both] Le { $time } a { $place } sono le { $there } a { $target }.
}{ $day ->
    [next] { " " }È già il giorno dopo.
    [before] { " " }È ancora il giorno prima.
   *[same] { "" }
}
clock-difference = { $order ->
    [same] { $here ->
        [yes] A { $place } è la stessa ora di qui.
       *[no] A { $place } è la stessa ora che a { $other }.
    }
    [ahead] { $here ->
        [yes] { $place } è avanti di { $length } rispetto a qui.
       *[no] { $place } è avanti di { $length } rispetto a { $other }.
    }
   *[behind] { $here ->
        [yes] { $place } è indietro di { $length } rispetto a qui.
       *[no] { $place } è indietro di { $length } rispetto a { $other }.
    }
}
