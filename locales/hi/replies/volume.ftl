volume-none = मैं इस उपकरण की आवाज़ नहीं बदल सकता।
volume-ask-change_amount = कितनी आवाज़, शून्य से सौ तक?
volume-muted = आवाज़ बंद।
volume-level = आवाज़ { $level } प्रतिशत।
volume-action-up = आवाज़ बढ़ाना
volume-action-down = आवाज़ घटाना
volume-action-mute = आवाज़ बंद करना
volume-action-other = आवाज़ तय करना
