music-off = कोई म्यूज़िक प्लेयर नहीं चुना गया है। सेटिंग में skills.music के नीचे चुनिए।
music-unreachable = अभी म्यूज़िक प्लेयर नहीं मिल रहा है।
music-plays = { $what } चल रहा है।
music-not-found = { $named ->
    [yes] { $what } नहीं मिला।
   *[no] कोई संगीत नहीं मिला।
}
music-now = { $known ->
    [yes] यह { $artist } का { $what } है।
   *[no] यह { $what } है।
}
music-silent = कुछ नहीं चल रहा है।
music-paused = संगीत रुका है।
music-random = क्रम बदल-बदलकर चलेगा।
music-repeat = दोहराया जाएगा।
music-no-station = { $named ->
    [yes] मैं { $what } स्टेशन नहीं जानता।
   *[no] यह स्टेशन skills.music में नहीं है।
}
music-action-play = संगीत चलाना
music-action-radio = रेडियो चलाना
music-action-podcast = पॉडकास्ट चलाना
music-action-book = ऑडियोबुक सुनाना
music-action-ask = बताना कि क्या बज रहा है
music-action-settings = संगीत चलाने का ढंग बदलना
music-action-judge = याद रखना कि यह गाना कैसा लगा
music-no-podcast = { $named ->
    [yes] मैं पॉडकास्ट { $what } नहीं जानता।
   *[no] मैं वह पॉडकास्ट नहीं जानता। पॉडकास्ट skills.music के नीचे लिखे जाते हैं।
}
music-no-episode = { $what } का कोई एपिसोड नहीं है।
music-no-books = मेरे पास कोई ऑडियोबुक नहीं है। सेटिंग्स में skills.music के नीचे उनका फ़ोल्डर लिखें।
music-liked = मैं याद रखूँगा कि आपको { $what } पसंद है।
music-disliked = मैं याद रखूँगा कि आपको { $what } पसंद नहीं है।
