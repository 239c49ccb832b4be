home-none = कोई घर जुड़ा नहीं है। इसे सेटिंग में skills.home के नीचे जोड़ा जा सकता है।
home-unreachable = अभी आपके घर से संपर्क नहीं हो रहा है।
home-ask-color_type = कौन सा रंग?
home-light-on = { $named ->
    [yes] बत्ती जली: { $area }।
   *[no] बत्ती जल गई।
}
home-light-off = { $named ->
    [yes] बत्ती बंद: { $area }।
   *[no] बत्ती बंद हो गई।
}
home-light-up = अब ज़्यादा रोशनी है।
home-light-down = अब कम रोशनी है।
home-light-color = अब बत्ती का रंग { $color } है।
home-plug-on = प्लग चालू है।
home-plug-off = प्लग बंद है।
home-clean = सफ़ाई शुरू हो गई।
home-coffee = कॉफ़ी बन रही है।
home-action-light-on = बत्ती जलाना
home-action-light-off = बत्ती बंद करना
home-action-light-up = रोशनी बढ़ाना
home-action-light-down = रोशनी घटाना
home-action-light-color = बत्ती का रंग बदलना
home-action-plug-on = प्लग चालू करना
home-action-plug-off = प्लग बंद करना
home-action-clean = सफ़ाई शुरू करना
home-action-coffee = कॉफ़ी बनाना
home-action-marked = { $switch ->
    [on] { $names } चालू करना
    [off] { $names } बंद करना
   *[other] { $names } को नियंत्रित करना
}
home-unknown = { $named ->
    [yes] { $area } में ऐसा कुछ मुझे नहीं मिला।
   *[no] आपके घर में ऐसा कुछ मुझे नहीं मिला।
}
home-which = कौन सा: { $choices }?
