weather-off = Voor het weer is een netwerkdienst nodig. Sta die toe in de instellingen onder skills.weather.
weather-ask-place_name = Voor welke plaats?
weather-unknown-place = Ik weet niet waar { $place } ligt.
weather-too-far = Voor die dag heb ik geen verwachting.
weather-unreachable = Ik kan de weerdienst nu niet bereiken.
weather-is = { $day ->
    [today] Vandaag in { $place }: { $sky }, { $low } tot { $high } graden, { $rain } procent kans op regen.
    [tomorrow] Morgen in { $place }: { $sky }, { $low } tot { $high } graden, { $rain } procent kans op regen.
   *[other] { $date } in { $place }: { $sky }, { $low } tot { $high } graden, { $rain } procent kans op regen.
}
weather-sky-clear = helder
weather-sky-fair = licht bewolkt
weather-sky-cloudy = bewolkt
weather-sky-fog = mist
weather-sky-rain = regen
weather-sky-snow = sneeuw
weather-sky-storm = onweer
weather-action = het weer noemen
