weather-off = Per il tempo serve un servizio in rete. Si permette in skills.weather.
weather-ask-place_name = Per quale posto?
weather-unknown-place = Non so dove sia { $place }.
weather-too-far = Non ho previsioni per quel giorno.
weather-unreachable = Ora non riesco a raggiungere il servizio meteo.
weather-is = { $day ->
    [today] Oggi a { $place }: { $sky }, da { $low } a { $high } gradi, probabilità di pioggia { $rain } per cento.
    [tomorrow] Domani a { $place }: { $sky }, da { $low } a { $high } gradi, probabilità di pioggia { $rain } per cento.
   *[other] { $date } a { $place }: { $sky }, da { $low } a { $high } gradi, probabilità di pioggia { $rain } per cento.
}
weather-sky-clear = sereno
weather-sky-fair = poco nuvoloso
weather-sky-cloudy = nuvoloso
weather-sky-fog = nebbia
weather-sky-rain = pioggia
weather-sky-snow = neve
weather-sky-storm = temporali
weather-action = dire che tempo fa
