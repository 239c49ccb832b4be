weather-off = मौसम के लिए नेटवर्क सेवा चाहिए। सेटिंग में skills.weather के नीचे अनुमति दीजिए।
weather-ask-place_name = किस जगह का?
weather-unknown-place = मुझे नहीं पता { $place } कहाँ है।
weather-too-far = उस दिन का पूर्वानुमान मेरे पास नहीं है।
weather-unreachable = अभी मौसम सेवा से संपर्क नहीं हो रहा है।
weather-is = { $day ->
    [today] आज { $place } में: { $sky }, { $low } से { $high } डिग्री, बारिश की संभावना { $rain } प्रतिशत।
    [tomorrow] कल { $place } में: { $sky }, { $low } से { $high } डिग्री, बारिश की संभावना { $rain } प्रतिशत।
   *[other] { $date } को { $place } में: { $sky }, { $low } से { $high } डिग्री, बारिश की संभावना { $rain } प्रतिशत।
}
weather-sky-clear = साफ़
weather-sky-fair = लगभग साफ़
weather-sky-cloudy = बादल
weather-sky-fog = कोहरा
weather-sky-rain = बारिश
weather-sky-snow = बर्फ़
weather-sky-storm = आँधी-तूफ़ान
weather-action = मौसम बताना
