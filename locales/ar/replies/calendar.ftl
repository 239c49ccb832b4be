calendar-ask-event_name = ما اسمه؟
calendar-ask-time = في أي ساعة؟
calendar-past = مضى ذلك الوقت. في أي ساعة؟
calendar-set = { $day ->
    [today] { $name } اليوم { $time }. سأذكرك.
    [tomorrow] { $name } غدًا { $time }. سأذكرك.
   *[other] { $name } { $date } { $time }. سأذكرك.
}
calendar-empty = لا يوجد شيء كهذا في تقويمك.
calendar-count = { $count ->
    [one] يوجد موعد واحد:
    [two] يوجد موعدان:
    [few] توجد { $count } مواعيد:
   *[other] يوجد { $count } موعدًا:
}
calendar-one = { $day ->
    [today] { $name } اليوم { $time }.
    [tomorrow] { $name } غدًا { $time }.
   *[other] { $name } { $date } { $time }.
}
calendar-which = أيها: { $choices }؟
calendar-removed = حُذف من التقويم: { $names }.
calendar-ring = { $named ->
    [yes] تذكير: { $label }.
   *[no] هذا تذكيرك.
}
calendar-missed = { $named ->
    [yes] وأنا متوقف، في { $due }: { $label }.
   *[no] وأنا متوقف، كان لديك تذكير في { $due }.
}
calendar-action-set = كتابة ذلك في التقويم
calendar-action-query = النظر في التقويم
calendar-action-remove = حذف ذلك من التقويم
calendar-action-remove-all = { $which ->
    [name] حذف كل ما اسمه «{ $name }» من التقويم
    [day] حذف كل ما في { $date } من التقويم
    [days] حذف كل ما بين { $date } و{ $until } من التقويم
   *[all] حذف كل شيء من التقويم
}
calendar-all-day = { $day ->
    [today] { $name } اليوم.
    [tomorrow] { $name } غدًا.
   *[other] { $name } يوم { $date }.
}
calendar-not-shared = لم أستطع وضعه في تقويمك المشترك.
calendar-read-only = { $names }: لا أستطيع إلا قراءة ذلك التقويم.
calendar-unreachable = لا أستطيع الوصول إلى أحد تقاويمك الآن.
