transport-off = Tarifem yok. Ayarlarda skills.transport altında bir tarife (GTFS) ve durağınızı belirtin.
transport-reading = Tarifeyi hâlâ okuyorum. Biraz sonra yeniden sorun.
transport-unreadable = Tarifeyi okuyamıyorum ya da durağınız içinde yok.
transport-none = { $named ->
    [yes] { $place } için sefer bulamadım.
   *[no] Sefer bulamadım.
}
transport-departure = { $today ->
    [yes] { $line }, { $towards } yönü, { $time }.
   *[no] { $line }, { $towards } yönü, { $date } { $time }.
}
transport-action = tarifeye bakmak
