transport-off = 時刻表がありません。設定の skills.transport に時刻表（GTFS）と停留所を書いてください。
transport-reading = まだ時刻表を読んでいます。少ししてからまた聞いてください。
transport-unreadable = 時刻表が読めないか、停留所が見つかりません。
transport-none = { $named ->
    [yes] { $place }行きは見つかりませんでした。
   *[no] 出発は見つかりませんでした。
}
transport-departure = { $today ->
    [yes] { $time }、{ $line }、{ $towards }行きです。
   *[no] { $date }{ $time }、{ $line }、{ $towards }行きです。
}
transport-action = 時刻表を調べます
