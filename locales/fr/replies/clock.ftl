clock-time = Il est { $time }.
clock-time-there = { $day ->
    [same] Il est { $time } pour { $place }.
   *[other] Il est { $time }, le { $date }, pour { $place }.
}
clock-date = { $day ->
    [today] Nous sommes le { $date }.
    [tomorrow] Demain, nous serons le { $date }.
    [yesterday] Hier, c'était le { $date }.
   *[other] C'est le { $date } { $year }.
}
clock-unknown-place = Je ne connais pas l'heure de { $place }.
clock-unknown-date = Je ne sais pas quand tombe { $date }.
clock-ask-place_name = À quel endroit ?
clock-converted = { $ends ->
    [from] { $time }, heure de { $place }, c'est { $there } ici.
    [to] { $time } ici, c'est { $there }, heure de { $target }.
   *[both] { $time }, heure de { $place }, c'est { $there }, heure de { $target }.
}{ $day ->
    [next] { " " }C'est déjà le lendemain.
    [before] { " " }C'est encore la veille.
   *[same] { "" }
}
clock-difference = { $order ->
    [same] { $here ->
        [yes] { $place } a la même heure qu'ici.
       *[no] { $place } a la même heure que { $other }.
    }
    [ahead] { $here ->
        [yes] { $place } a { $length } d'avance sur nous.
       *[no] { $place } a { $length } d'avance sur { $other }.
    }
   *[behind] { $here ->
        [yes] { $place } a { $length } de retard sur nous.
       *[no] { $place } a { $length } de retard sur { $other }.
    }
}
