clock-time = São { $time }.
clock-time-there = { $day ->
    [same] Em { $place } são { $time }.
   *[other] Em { $place } são { $time } de { $date }.
}
clock-date = { $day ->
    [today] Hoje é { $date }.
    [tomorrow] Amanhã é { $date }.
    [yesterday] Ontem foi { $date }.
   *[other] É { $date } de { $year }.
}
clock-unknown-place = Não sei que horas são em { $place }.
clock-unknown-date = Não sei quando é { $date }.
clock-ask-place_name = Em que lugar?
clock-converted = { $ends ->
    [from] { $time } em { $place } são { $there } aqui.
    [to] { $time } aqui são { $there } em { $target }.
   *[both] { $time } em { $place } são { $there } em { $target }.
}{ $day ->
    [next] { " " }É já o dia seguinte.
    [before] { " " }É ainda o dia anterior.
   *[same] { "" }
}
clock-difference = { $order ->
    [same] { $here ->
        [yes] Em { $place } é a mesma hora que aqui.
       *[no] Em { $place } é a mesma hora que em { $other }.
    }
    [ahead] { $here ->
        [yes] { $place } está { $length } à frente daqui.
       *[no] { $place } está { $length } à frente de { $other }.
    }
   *[behind] { $here ->
        [yes] { $place } está { $length } atrás daqui.
       *[no] { $place } está { $length } atrás de { $other }.
    }
}
