clock-time = الساعة { $time }.
clock-time-there = { $day ->
    [same] الساعة في { $place } { $time }.
   *[other] الساعة في { $place } { $time }، { $date }.
}
clock-date = { $day ->
    [today] اليوم { $date }.
    [tomorrow] غدًا { $date }.
    [yesterday] أمس كان { $date }.
   *[other] ذلك { $date } { $year }.
}
clock-unknown-place = لا أعرف الساعة في { $place }.
clock-unknown-date = لا أعرف متى { $date }.
clock-ask-place_name = في أي مكان؟
clock-converted = { $ends ->
    [from] الساعة { $time } في { $place } هي { $there } هنا.
    [to] الساعة { $time } هنا هي { $there } في { $target }.
   *[both] الساعة { $time } في { $place } هي { $there } في { $target }.
}{ $day ->
    [next] { " " }وذلك في اليوم التالي.
    [before] { " " }وذلك في اليوم السابق.
   *[same] { "" }
}
clock-difference = { $order ->
    [same] { $here ->
        [yes] الوقت في { $place } كالوقت هنا.
       *[no] الوقت في { $place } كالوقت في { $other }.
    }
    [ahead] { $here ->
        [yes] تسبقنا { $place } بمقدار { $length }.
       *[no] تسبق { $place } { $other } بمقدار { $length }.
    }
   *[behind] { $here ->
        [yes] تتأخر عنا { $place } بمقدار { $length }.
       *[no] تتأخر { $place } عن { $other } بمقدار { $length }.
    }
}
