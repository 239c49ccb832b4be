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
music-action = संगीत चलाना
