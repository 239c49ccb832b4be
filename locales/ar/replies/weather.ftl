weather-off = يحتاج الطقس إلى خدمة على الشبكة. اسمح بها في الإعدادات تحت skills.weather.
weather-ask-place_name = لأي مكان؟
weather-unknown-place = لا أعرف أين تقع { $place }.
weather-too-far = ليس لدي توقعات لذلك اليوم.
weather-unreachable = لا أستطيع الوصول إلى خدمة الطقس الآن.
weather-is = { $day ->
    [today] اليوم في { $place }: { $sky }، من { $low } إلى { $high } درجة، واحتمال المطر { $rain } بالمئة.
    [tomorrow] غدًا في { $place }: { $sky }، من { $low } إلى { $high } درجة، واحتمال المطر { $rain } بالمئة.
   *[other] { $date } في { $place }: { $sky }، من { $low } إلى { $high } درجة، واحتمال المطر { $rain } بالمئة.
}
weather-sky-clear = صحو
weather-sky-fair = صحو غالبًا
weather-sky-cloudy = غائم
weather-sky-fog = ضباب
weather-sky-rain = مطر
weather-sky-snow = ثلج
weather-sky-storm = عواصف رعدية
weather-action = ذكر الطقس
