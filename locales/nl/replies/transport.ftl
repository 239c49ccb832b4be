transport-off = Ik heb geen dienstregeling. Noem er een (GTFS) en je halte onder skills.transport in de instellingen.
transport-reading = Ik lees de dienstregeling nog. Vraag het me zo nog eens.
transport-unreadable = Ik kan de dienstregeling niet lezen, of je halte staat er niet in.
transport-none = { $named ->
    [yes] Ik heb geen vertrek naar { $place } gevonden.
   *[no] Ik heb geen vertrek gevonden.
}
transport-departure = { $today ->
    [yes] { $line } naar { $towards } om { $time }.
   *[no] { $line } naar { $towards } om { $time } op { $date }.
}
transport-action = in de dienstregeling kijken
