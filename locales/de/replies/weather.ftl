weather-off = Für das Wetter brauche ich einen Netzdienst. Erlaube ihn in den Einstellungen unter skills.weather.
weather-ask-place_name = Für welchen Ort?
weather-unknown-place = Ich weiß nicht, wo { $place } liegt.
weather-too-far = Für diesen Tag habe ich keine Vorhersage.
weather-unreachable = Ich erreiche den Wetterdienst gerade nicht.
weather-is = { $day ->
    [today] Heute in { $place }: { $sky }, { $low } bis { $high } Grad, Regenwahrscheinlichkeit { $rain } Prozent.
    [tomorrow] Morgen in { $place }: { $sky }, { $low } bis { $high } Grad, Regenwahrscheinlichkeit { $rain } Prozent.
   *[other] { $date } in { $place }: { $sky }, { $low } bis { $high } Grad, Regenwahrscheinlichkeit { $rain } Prozent.
}
weather-sky-clear = klar
weather-sky-fair = heiter
weather-sky-cloudy = bewölkt
weather-sky-fog = Nebel
weather-sky-rain = Regen
weather-sky-snow = Schnee
weather-sky-storm = Gewitter
weather-action = das Wetter nennen
