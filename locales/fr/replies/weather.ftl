weather-off = La météo demande un service en ligne. Autorisez-le sous skills.weather.
weather-ask-place_name = Pour quel endroit ?
weather-unknown-place = Je ne sais pas où se trouve { $place }.
weather-too-far = Je n'ai pas de prévision pour ce jour.
weather-unreachable = Je ne peux pas joindre le service météo en ce moment.
weather-is = { $day ->
    [today] Aujourd'hui, { $place } : { $sky }, de { $low } à { $high } degrés, { $rain } pour cent de risque de pluie.
    [tomorrow] Demain, { $place } : { $sky }, de { $low } à { $high } degrés, { $rain } pour cent de risque de pluie.
   *[other] { $date }, { $place } : { $sky }, de { $low } à { $high } degrés, { $rain } pour cent de risque de pluie.
}
weather-sky-clear = dégagé
weather-sky-fair = peu nuageux
weather-sky-cloudy = nuageux
weather-sky-fog = brouillard
weather-sky-rain = pluie
weather-sky-snow = neige
weather-sky-storm = orages
weather-action = donner la météo
