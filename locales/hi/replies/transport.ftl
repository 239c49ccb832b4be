transport-off = मेरे पास समय-सारणी नहीं है। सेटिंग्स में skills.transport के नीचे समय-सारणी (GTFS) और अपना स्टॉप लिखें।
transport-reading = मैं अभी समय-सारणी पढ़ रहा हूँ। थोड़ी देर में फिर पूछें।
transport-unreadable = मैं समय-सारणी नहीं पढ़ पा रहा हूँ, या आपका स्टॉप उसमें नहीं है।
transport-none = { $named ->
    [yes] { $place } के लिए कुछ नहीं मिला।
   *[no] कुछ नहीं मिला।
}
transport-departure = { $today ->
    [yes] { $line }, { $towards } के लिए, { $time } बजे।
   *[no] { $line }, { $towards } के लिए, { $date } { $time } बजे।
}
transport-action = समय-सारणी देखना
