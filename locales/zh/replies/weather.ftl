weather-off = 天气需要网络服务。请在设置的 skills.weather 中允许。
weather-ask-place_name = 哪里的天气？
weather-unknown-place = 我不知道{ $place }在哪里。
weather-too-far = 那天没有预报。
weather-unreachable = 现在连不上天气服务。
weather-is = { $day ->
    [today] 今天{ $place }{ $sky }，{ $low }到{ $high }度，下雨概率百分之{ $rain }。
    [tomorrow] 明天{ $place }{ $sky }，{ $low }到{ $high }度，下雨概率百分之{ $rain }。
   *[other] { $date }{ $place }{ $sky }，{ $low }到{ $high }度，下雨概率百分之{ $rain }。
}
weather-sky-clear = 晴
weather-sky-fair = 少云
weather-sky-cloudy = 多云
weather-sky-fog = 有雾
weather-sky-rain = 有雨
weather-sky-snow = 有雪
weather-sky-storm = 有雷雨
weather-action = 说天气
