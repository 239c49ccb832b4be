clock-time = Son las { $time }.
clock-time-there = { $day ->
    [same] En { $place } son las { $time }.
   *[other] En { $place } son las { $time } del { $date }.
}
clock-date = { $day ->
    [today] Hoy es { $date }.
    [tomorrow] Mañana es { $date }.
    [yesterday] Ayer fue { $date }.
   *[other] Es el { $date } de { $year }.
}
clock-unknown-place = No sé qué hora es en { $place }.
clock-unknown-date = No sé cuándo es { $date }.
clock-ask-place_name = ¿En qué lugar?
clock-converted = { $ends ->
    [from] Las { $time } en { $place } son las { $there } aquí.
    [to] Las { $time } aquí son las { $there } en { $target }.
   *[both] Las { $time } en { $place } son las { $there } en { $target }.
}{ $day ->
    [next] { " " }Es ya el día siguiente.
    [before] { " " }Es el día anterior.
   *[same] { "" }
}
clock-difference = { $order ->
    [same] { $here ->
        [yes] En { $place } es la misma hora que aquí.
       *[no] En { $place } es la misma hora que en { $other }.
    }
    [ahead] { $here ->
        [yes] { $place } va { $length } por delante.
       *[no] { $place } va { $length } por delante de { $other }.
    }
   *[behind] { $here ->
        [yes] { $place } va { $length } por detrás.
       *[no] { $place } va { $length } por detrás de { $other }.
    }
}
