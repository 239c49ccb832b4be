transport-off = 我没有时刻表。请在设置的 skills.transport 下填写时刻表（GTFS）和车站。
transport-reading = 我还在读时刻表，请稍后再问。
transport-unreadable = 我读不了时刻表，或里面没有你的车站。
transport-none = { $named ->
    [yes] 没有找到去{ $place }的班次。
   *[no] 没有找到班次。
}
transport-departure = { $today ->
    [yes] { $time }，{ $line }，开往{ $towards }。
   *[no] { $date }{ $time }，{ $line }，开往{ $towards }。
}
transport-action = 查时刻表
