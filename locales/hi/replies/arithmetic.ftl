arithmetic-result = { NUMERAL($result) }।
arithmetic-division = शून्य से भाग नहीं दिया जा सकता।
arithmetic-range = इसका उत्तर कोई संख्या नहीं है।
arithmetic-unclear = मैं इसे हल नहीं कर पाया।
