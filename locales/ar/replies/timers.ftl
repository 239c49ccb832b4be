timers-ask-time = لأي مدة؟
timers-started = { $named ->
    [yes] مؤقت { $label }: { $length } من الآن.
   *[no] ضُبط المؤقت على { $length }.
}
timers-none = لا يوجد مؤقت يعمل.
timers-left = { $named ->
    [yes] بقي { $left } لمؤقت { $label }.
   *[no] بقي { $left }.
}
timers-which = أي مؤقت: { $choices }؟
timers-cancelled = { $count ->
    [one] أُلغي المؤقت.
    [two] أُلغي مؤقتان.
    [few] أُلغيت { $count } مؤقتات.
   *[other] أُلغي { $count } مؤقتًا.
}
timers-ring = { $named ->
    [yes] انتهى مؤقت { $label }.
   *[no] انتهى المؤقت: { $length }.
}
timers-missed = { $named ->
    [yes] انتهى مؤقت { $label } في { $due } وأنا متوقف.
   *[no] انتهى المؤقت في { $due } وأنا متوقف: { $length }.
}
timers-action-create = ضبط مؤقت
timers-action-query = معرفة المؤقتات
timers-action-remove = إلغاء مؤقت
timers-action-remove-all = إلغاء كل المؤقتات وعددها { $count }
