weather-off = The weather needs a network service. Allow it under skills.weather in the settings.
weather-ask-place_name = For which place?
weather-unknown-place = I do not know where { $place } is.
weather-too-far = I have no forecast for that day.
weather-unreachable = I cannot reach the weather service right now.
weather-is = { $day ->
    [today] Today in { $place }: { $sky }, { $low } to { $high } degrees, { $rain } percent chance of rain.
    [tomorrow] Tomorrow in { $place }: { $sky }, { $low } to { $high } degrees, { $rain } percent chance of rain.
   *[other] { $date } in { $place }: { $sky }, { $low } to { $high } degrees, { $rain } percent chance of rain.
}
weather-sky-clear = clear
weather-sky-fair = mostly clear
weather-sky-cloudy = cloudy
weather-sky-fog = fog
weather-sky-rain = rain
weather-sky-snow = snow
weather-sky-storm = thunderstorms
weather-action = tell you the weather
