clock-time = Saat { $time }.
clock-time-there = { $day ->
    [same] Saat, { $place }: { $time }.
   *[other] Saat, { $place }: { $date } { $time }.
}
clock-date = { $day ->
    [today] Bugün { $date }.
    [tomorrow] Yarın { $date }.
    [yesterday] Dün { $date } idi.
   *[other] O gün { $date } { $year }.
}
clock-unknown-place = Orada saatin kaç olduğunu bilmiyorum: { $place }.
clock-unknown-date = Ne zaman olduğunu bilmiyorum: { $date }.
clock-ask-place_name = Nerede?
clock-converted = { $ends ->
    [from] { $place } saatiyle { $time }, burada { $there }.
    [to] Burada { $time }, { $target } saatiyle { $there }.
   *[both] { $place } saatiyle { $time }, { $target } saatiyle { $there }.
}{ $day ->
    [next] { " " }Bu, ertesi gün.
    [before] { " " }Bu, önceki gün.
   *[same] { "" }
}
clock-difference = { $order ->
    [same] { $here ->
        [yes] { $place } ile burada saat aynı.
       *[no] { $place } ile { $other } saati aynı.
    }
    [ahead] { $here ->
        [yes] { $place } buradan { $length } ileride.
       *[no] { $place }, { $other } saatinden { $length } ileride.
    }
   *[behind] { $here ->
        [yes] { $place } buradan { $length } geride.
       *[no] { $place }, { $other } saatinden { $length } geride.
    }
}
