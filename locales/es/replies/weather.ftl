weather-off = Para el tiempo hace falta un servicio de red. Se permite en skills.weather.
weather-ask-place_name = ¿Para qué lugar?
weather-unknown-place = No sé dónde está { $place }.
weather-too-far = No tengo pronóstico para ese día.
weather-unreachable = Ahora no puedo conectar con el servicio del tiempo.
weather-is = { $day ->
    [today] Hoy en { $place }: { $sky }, de { $low } a { $high } grados, { $rain } por ciento de probabilidad de lluvia.
    [tomorrow] Mañana en { $place }: { $sky }, de { $low } a { $high } grados, { $rain } por ciento de probabilidad de lluvia.
   *[other] El { $date } en { $place }: { $sky }, de { $low } a { $high } grados, { $rain } por ciento de probabilidad de lluvia.
}
weather-sky-clear = despejado
weather-sky-fair = poco nuboso
weather-sky-cloudy = nublado
weather-sky-fog = niebla
weather-sky-rain = lluvia
weather-sky-snow = nieve
weather-sky-storm = tormentas
weather-action = decir el tiempo
