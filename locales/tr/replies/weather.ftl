weather-off = Hava durumu için ağ hizmeti gerekir. Ayarlarda skills.weather altında izin verin.
weather-ask-place_name = Neresi için?
weather-unknown-place = Yerini bilmiyorum: { $place }.
weather-too-far = O gün için tahminim yok.
weather-unreachable = Şu anda hava hizmetine ulaşamıyorum.
weather-is = { $day ->
    [today] Bugün { $place }: { $sky }, { $low } ile { $high } derece arası, yağmur olasılığı yüzde { $rain }.
    [tomorrow] Yarın { $place }: { $sky }, { $low } ile { $high } derece arası, yağmur olasılığı yüzde { $rain }.
   *[other] { $date }, { $place }: { $sky }, { $low } ile { $high } derece arası, yağmur olasılığı yüzde { $rain }.
}
weather-sky-clear = açık
weather-sky-fair = az bulutlu
weather-sky-cloudy = bulutlu
weather-sky-fog = sisli
weather-sky-rain = yağmurlu
weather-sky-snow = karlı
weather-sky-storm = gök gürültülü
weather-action = hava durumunu söylemek
