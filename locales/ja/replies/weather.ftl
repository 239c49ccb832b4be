weather-off = 天気にはネットワークのサービスが必要です。設定の skills.weather で許可してください。
weather-ask-place_name = どこの天気ですか？
weather-unknown-place = { $place }の場所が分かりません。
weather-too-far = その日の予報はありません。
weather-unreachable = 今、天気のサービスにつながりません。
weather-is = { $day ->
    [today] 今日の{ $place }は{ $sky }、{ $low }度から{ $high }度、雨の確率は{ $rain }パーセントです。
    [tomorrow] 明日の{ $place }は{ $sky }、{ $low }度から{ $high }度、雨の確率は{ $rain }パーセントです。
   *[other] { $date }の{ $place }は{ $sky }、{ $low }度から{ $high }度、雨の確率は{ $rain }パーセントです。
}
weather-sky-clear = 快晴
weather-sky-fair = 晴れ
weather-sky-cloudy = 曇り
weather-sky-fog = 霧
weather-sky-rain = 雨
weather-sky-snow = 雪
weather-sky-storm = 雷雨
weather-action = 天気を伝える
