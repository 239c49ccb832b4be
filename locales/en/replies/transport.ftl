transport-off = I have no timetable. Name one (GTFS) and your stop under skills.transport in the settings.
transport-reading = I am still reading the timetable. Ask me again in a moment.
transport-unreadable = I cannot read the timetable, or its stop is not in it.
transport-none = { $named ->
    [yes] I found no departure to { $place }.
   *[no] I found no departure.
}
transport-departure = { $today ->
    [yes] { $line } to { $towards } at { $time }.
   *[no] { $line } to { $towards } at { $time } on { $date }.
}
transport-action = look into the timetable
