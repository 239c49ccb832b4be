weather-off = O tempo precisa de um serviço de rede. Permite-se em skills.weather.
weather-ask-place_name = Para que lugar?
weather-unknown-place = Não sei onde fica { $place }.
weather-too-far = Não tenho previsão para esse dia.
weather-unreachable = Não consigo contactar o serviço do tempo agora.
weather-is = { $day ->
    [today] Hoje em { $place }: { $sky }, de { $low } a { $high } graus, { $rain } por cento de probabilidade de chuva.
    [tomorrow] Amanhã em { $place }: { $sky }, de { $low } a { $high } graus, { $rain } por cento de probabilidade de chuva.
   *[other] { $date } em { $place }: { $sky }, de { $low } a { $high } graus, { $rain } por cento de probabilidade de chuva.
}
weather-sky-clear = céu limpo
weather-sky-fair = pouco nublado
weather-sky-cloudy = nublado
weather-sky-fog = nevoeiro
weather-sky-rain = chuva
weather-sky-snow = neve
weather-sky-storm = trovoada
weather-action = dizer o tempo
