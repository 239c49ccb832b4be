unconnected-games = मैं वह खेल नहीं जानता।
unconnected-stocks = मेरे पास शेयरों के भाव नहीं हैं।
unconnected-tips = मैं आसपास की जगहों और कार्यक्रमों के बारे में नहीं जानता।
unconnected-takeaway = मैं खाना नहीं मँगा सकता।
unconnected-transport = मेरे पास रेल, टैक्सी या यातायात की जानकारी नहीं है।
