dialog-not-heard = मैंने नहीं सुना।
dialog-not-understood = मैं समझ नहीं पाया।
dialog-failed = माफ़ कीजिए, कुछ गड़बड़ हो गई।
dialog-disk-full = माफ़ कीजिए, डिस्क भर गई है। मैं इसे सहेज नहीं पाया।
dialog-sorry = क्षमा करें?
dialog-said = { $text }
dialog-cancelled = ठीक है, रद्द कर दिया।
dialog-nothing-to-cancel = रद्द करने के लिए कुछ नहीं है।
dialog-given-up = कोई बात नहीं। जब चाहें फिर पूछिए।
dialog-confirm = क्या आप चाहते हैं: { $action }?
dialog-ask-pin = पिन क्या है?
dialog-wrong-pin = यह पिन सही नहीं है।
dialog-pin-locked = बहुत बार गलत पिन दिया गया। बाद में कोशिश कीजिए।
dialog-which = आप क्या चाहते हैं: { $first } या { $second }?
dialog-do-that = ऐसा करना
dialog-undone = वापस कर दिया।
dialog-unlearned = मैं इन शब्दों को फिर ऐसे नहीं समझूँगा।
dialog-keeps-audio = आप जो कहते हैं वह इस मशीन पर रिकॉर्ड होता है और { $days } दिन बाद मिटा दिया जाता है।
dialog-nothing-to-undo = वापस करने के लिए कुछ नहीं है।
dialog-quiet = ठीक है।
dialog-due = { $named ->
    [yes] { $due } बज गए हैं: { $label }।
   *[no] { $due } बज गए हैं। किसी चीज़ का समय हो गया है।
}
dialog-due-missed = { $named ->
    [yes] { $due } पर आपसे कुछ छूट गया: { $label }।
   *[no] { $due } पर आपसे कुछ छूट गया।
}
dialog-set-aside = मैंने जो सहेजा था उसमें से कुछ पढ़ा नहीं जा सकता। मैंने उसे अलग रख दिया है और उसके बिना काम जारी है।
dialog-restored = मेरी सहेजी हुई फ़ाइल ख़राब थी। मैं { $day } की प्रति पर लौट आया।
dialog-begun-anew = मेरी सहेजी हुई फ़ाइल ख़राब थी और कोई प्रति नहीं है। मैं नए सिरे से शुरू करता हूँ।
dialog-salvaged = मेरी सहेजी हुई फ़ाइल ख़राब थी। जो पढ़ा जा सका, उसे मैंने रख लिया है।
