knowledge-off = मेरे पास देखने के लिए कुछ नहीं है। सेटिंग्स में skills.knowledge के नीचे विकिपीडिया की अनुमति दें।
knowledge-unknown = मुझे इसके बारे में कुछ नहीं मिला।
knowledge-unreachable = मैं अभी यह नहीं देख सकता।
knowledge-sense = { $word }: { $gloss }।
knowledge-article = विकिपीडिया के अनुसार: { $text }
knowledge-model = भाषा मॉडल कहता है: { $text }
knowledge-action-word = इसका मतलब बताना
knowledge-action-fact = यह देखना
