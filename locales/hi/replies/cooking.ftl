cooking-off = मेरे पास कोई रेसिपी नहीं है। सेटिंग्स में skills.cooking के नीचे एक फ़ोल्डर लिखें।
cooking-unreadable = मैं आपकी रेसिपी का फ़ोल्डर नहीं पढ़ पा रहा हूँ।
cooking-unknown = ऐसी कोई रेसिपी नहीं है।
cooking-recipe = { $timed ->
    [yes] { $name }, { $length }।
   *[no] { $name }।
}
cooking-ingredients = आपको चाहिए: { $items }।
cooking-go-on = { $count ->
    [one] एक चरण है; “अगला चरण” कहें।
   *[other] { $count } चरण हैं; “अगला चरण” कहें।
}
cooking-done = वह आख़िरी चरण था।
cooking-names = { $count ->
    [one] एक रेसिपी: { $names }।
   *[other] { $count } रेसिपी, जैसे { $names }।
}
cooking-action-recipe = रेसिपी सुनाना
cooking-action-dishes = देखना कि क्या पका सकते हैं
