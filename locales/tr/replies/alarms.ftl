alarms-ask-time = Saat kaça?
alarms-set = { $day ->
    [today] Alarm kuruldu: bugün { $time }.
    [tomorrow] Alarm kuruldu: yarın { $time }.
   *[other] Alarm kuruldu: { $date } { $time }.
}
alarms-set-repeating = { $often ->
    [daily] Alarm kuruldu: her gün { $time }.
    [workdays] Alarm kuruldu: hafta içi { $time }.
   *[other] Alarm kuruldu: her { $days } { $time }.
}
alarms-past = O saat geçti. Saat kaça?
alarms-none = Böyle bir alarm yok.
alarms-count = { $count ->
    [one] Bir alarm var:
   *[other] { $count } alarm var:
}
alarms-one = { $day ->
    [today] bugün { $time }.
    [tomorrow] yarın { $time }.
   *[other] { $date } { $time }.
}
alarms-one-repeating = { $often ->
    [daily] her gün { $time }.
    [workdays] hafta içi { $time }.
   *[other] her { $days } { $time }.
}
alarms-which = Hangi alarm: { $choices }?
alarms-removed = { $count ->
    [one] { $time } alarmı kapatıldı.
   *[other] { $count } alarm kaldırıldı.
}
alarms-ring = { $named ->
    [yes] Saat { $due }: { $label }.
   *[no] Saat { $due }. Alarmınız çalıyor.
}
alarms-missed = { $named ->
    [yes] { $due } alarmını kaçırdınız: { $label }.
   *[no] { $due } alarmını kaçırdınız.
}
alarms-action-set = alarm kurmak
alarms-action-query = alarmlara bakmak
alarms-action-remove = alarmı kaldırmak
alarms-action-remove-all = { $count } alarmın hepsini kaldırmak
alarms-snoozed = Saat { $time } için yeniden kuruldu.
alarms-nothing-rang = Az önce bir şey çalmadı.
