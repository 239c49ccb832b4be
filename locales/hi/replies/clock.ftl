clock-time = अभी { $time } बजे हैं।
clock-time-there = { $day ->
    [same] { $place } में { $time } बजे हैं।
   *[other] { $place } में { $date } को { $time } बजे हैं।
}
clock-date = { $day ->
    [today] आज { $date } है।
    [tomorrow] कल { $date } है।
    [yesterday] कल { $date } था।
   *[other] वह { $date } { $year } है।
}
clock-unknown-place = मुझे नहीं पता कि { $place } में कितने बजे हैं।
clock-unknown-date = मुझे नहीं पता कि { $date } कब है।
clock-ask-place_name = किस जगह?
clock-converted = { $ends ->
    [from] { $place } में { $time } होने पर यहाँ { $there } होते हैं।
    [to] यहाँ { $time } होने पर { $target } में { $there } होते हैं।
   *[both] { $place } में { $time } होने पर { $target } में { $there } होते हैं।
}{ $day ->
    [next] { " " }वह अगला दिन है।
    [before] { " " }वह पिछला दिन है।
   *[same] { "" }
}
clock-difference = { $order ->
    [same] { $here ->
        [yes] { $place } में यहाँ जैसा ही समय है।
       *[no] { $place } और { $other } का समय एक ही है।
    }
    [ahead] { $here ->
        [yes] { $place } यहाँ से { $length } आगे है।
       *[no] { $place } { $other } से { $length } आगे है।
    }
   *[behind] { $here ->
        [yes] { $place } यहाँ से { $length } पीछे है।
       *[no] { $place } { $other } से { $length } पीछे है।
    }
}
