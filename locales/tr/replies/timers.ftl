timers-ask-time = Ne kadar süre?
timers-started = { $named ->
    [yes] { $label } zamanlayıcısı: { $length }, başladı.
   *[no] Zamanlayıcı kuruldu: { $length }.
}
timers-none = Çalışan zamanlayıcı yok.
timers-left = { $named ->
    [yes] { $label } için { $left } kaldı.
   *[no] { $left } kaldı.
}
timers-which = Hangi zamanlayıcı: { $choices }?
timers-cancelled = { $count ->
    [one] Zamanlayıcı iptal edildi.
   *[other] { $count } zamanlayıcı iptal edildi.
}
timers-ring = { $named ->
    [yes] { $label } zamanlayıcısı bitti.
   *[no] Zamanlayıcı bitti: { $length }.
}
timers-missed = { $named ->
    [yes] { $label } zamanlayıcısı ben kapalıyken bitti, saat { $due }.
   *[no] Zamanlayıcı ben kapalıyken bitti, saat { $due }: { $length }.
}
timers-action-create = zamanlayıcı kurmak
timers-action-query = zamanlayıcılara bakmak
timers-action-remove = zamanlayıcıyı iptal etmek
timers-action-remove-all = { $count } zamanlayıcının hepsini iptal etmek
