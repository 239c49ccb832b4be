volume-none = मैं इस उपकरण की आवाज़ नहीं बदल सकता।
volume-ask-change_amount = कितनी आवाज़, शून्य से सौ तक?
volume-muted = आवाज़ बंद।
volume-level = आवाज़ { $level } प्रतिशत।
volume-action = आवाज़ बदलना
