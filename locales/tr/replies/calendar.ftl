calendar-ask-event_name = Adı ne?
calendar-ask-time = Saat kaçta?
calendar-past = O saat geçti. Saat kaçta?
calendar-set = { $day ->
    [today] { $name }, bugün { $time }. Hatırlatırım.
    [tomorrow] { $name }, yarın { $time }. Hatırlatırım.
   *[other] { $name }, { $date } { $time }. Hatırlatırım.
}
calendar-empty = Takviminizde böyle bir şey yok.
calendar-count = { $count ->
    [one] Bir etkinlik var:
   *[other] { $count } etkinlik var:
}
calendar-one = { $day ->
    [today] { $name }, bugün { $time }.
    [tomorrow] { $name }, yarın { $time }.
   *[other] { $name }, { $date } { $time }.
}
calendar-which = Hangisi: { $choices }?
calendar-removed = Takvimden çıkarıldı: { $names }.
calendar-ring = { $named ->
    [yes] Hatırlatma: { $label }.
   *[no] Bu sizin hatırlatmanız.
}
calendar-missed = { $named ->
    [yes] Ben kapalıyken, { $due }: { $label }.
   *[no] Ben kapalıyken { $due } için bir hatırlatmanız vardı.
}
calendar-action-set = takvime yazmak
calendar-action-query = takvime bakmak
calendar-action-remove = takvimden çıkarmak
calendar-action-remove-all = { $which ->
    [name] “{ $name }” adlı her şeyi takvimden çıkarmak
    [day] { $date } gününde ne varsa takvimden çıkarmak
    [days] { $date } ile { $until } arasında ne varsa takvimden çıkarmak
   *[all] her şeyi takvimden çıkarmak
}
calendar-all-day = { $day ->
    [today] Bugün { $name }.
    [tomorrow] Yarın { $name }.
   *[other] { $date }: { $name }.
}
calendar-not-shared = Paylaşılan takviminize ekleyemedim.
calendar-read-only = { $names }: O takvimi yalnızca okuyabiliyorum.
calendar-unreachable = Takvimlerinizden birine şu anda ulaşamıyorum.
