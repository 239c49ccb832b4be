news-off = कोई समाचार स्रोत नहीं चुना गया है। सेटिंग में skills.news के नीचे चुनिए।
news-unreachable = अभी समाचार नहीं मिल रहे हैं।
news-nothing = इस पर कोई समाचार नहीं है।
news-action = समाचार पढ़ना
