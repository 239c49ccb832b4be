transport-off = Ich habe keinen Fahrplan. Nenne einen (GTFS) und deine Haltestelle unter skills.transport in den Einstellungen.
transport-reading = Ich lese den Fahrplan noch. Frag mich gleich noch einmal.
transport-unreadable = Ich kann den Fahrplan nicht lesen, oder deine Haltestelle steht nicht darin.
transport-none = { $named ->
    [yes] Ich habe keine Abfahrt nach { $place } gefunden.
   *[no] Ich habe keine Abfahrt gefunden.
}
transport-departure = { $today ->
    [yes] { $line } nach { $towards } um { $time }.
   *[no] { $line } nach { $towards } um { $time } am { $date }.
}
transport-action = in den Fahrplan sehen
