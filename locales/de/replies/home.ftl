home-none = Es ist kein Zuhause verbunden. Das geht in den Einstellungen unter skills.home.
home-unreachable = Ich erreiche dein Zuhause gerade nicht.
home-ask-color_type = Welche Farbe?
home-light-on = { $named ->
    [yes] Licht an: { $area }.
   *[no] Das Licht ist an.
}
home-light-off = { $named ->
    [yes] Licht aus: { $area }.
   *[no] Das Licht ist aus.
}
home-light-up = Jetzt heller.
home-light-down = Jetzt dunkler.
home-light-color = Das Licht ist jetzt { $color }.
home-plug-on = Die Steckdose ist an.
home-plug-off = Die Steckdose ist aus.
home-clean = Der Staubsauger ist unterwegs.
home-coffee = Kaffee wird gemacht.
home-action-light-on = das Licht einschalten
home-action-light-off = das Licht ausschalten
home-action-light-up = das Licht heller machen
home-action-light-down = das Licht dimmen
home-action-light-color = die Lichtfarbe ändern
home-action-plug-on = die Steckdose einschalten
home-action-plug-off = die Steckdose ausschalten
home-action-clean = den Staubsauger losschicken
home-action-coffee = Kaffee machen
home-action-marked = { $switch ->
    [on] { $names } einschalten
    [off] { $names } ausschalten
   *[other] { $names } steuern
}
home-unknown = { $named ->
    [yes] So etwas kenne ich hier nicht: { $area }.
   *[no] So etwas kenne ich in deinem Zuhause nicht.
}
home-which = Welches Gerät: { $choices }?
