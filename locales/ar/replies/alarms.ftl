alarms-ask-time = في أي ساعة؟
alarms-set = { $day ->
    [today] ضُبط المنبه اليوم على { $time }.
    [tomorrow] ضُبط المنبه غدًا على { $time }.
   *[other] ضُبط المنبه يوم { $date } على { $time }.
}
alarms-set-repeating = { $often ->
    [daily] ضُبط المنبه كل يوم على { $time }.
    [workdays] ضُبط المنبه من الاثنين إلى الجمعة على { $time }.
   *[other] ضُبط المنبه كل { $days } على { $time }.
}
alarms-past = مضى ذلك الوقت. في أي ساعة؟
alarms-none = لا يوجد منبه كهذا.
alarms-count = { $count ->
    [one] يوجد منبه واحد:
    [two] يوجد منبهان:
    [few] توجد { $count } منبهات:
   *[other] يوجد { $count } منبهًا:
}
alarms-one = { $day ->
    [today] اليوم { $time }.
    [tomorrow] غدًا { $time }.
   *[other] { $date } { $time }.
}
alarms-one-repeating = { $often ->
    [daily] كل يوم { $time }.
    [workdays] من الاثنين إلى الجمعة { $time }.
   *[other] كل { $days } { $time }.
}
alarms-which = أي منبه: { $choices }؟
alarms-removed = { $count ->
    [one] أُلغي منبه { $time }.
    [two] أُلغي منبهان.
    [few] أُلغيت { $count } منبهات.
   *[other] أُلغي { $count } منبهًا.
}
alarms-ring = { $named ->
    [yes] الساعة { $due }: { $label }.
   *[no] الساعة { $due }. هذا منبهك.
}
alarms-missed = { $named ->
    [yes] فاتك منبه { $due }: { $label }.
   *[no] فاتك منبه { $due }.
}
alarms-action-set = ضبط منبه
alarms-action-query = معرفة المنبهات
alarms-action-remove = إلغاء منبه
alarms-action-remove-all = حذف كل المنبهات وعددها { $count }
alarms-snoozed = مرة أخرى في { $time }.
alarms-nothing-rang = لم يرن شيء الآن.
