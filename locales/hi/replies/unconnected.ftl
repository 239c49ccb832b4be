unconnected-stocks = मेरे पास शेयरों के भाव नहीं हैं।
unconnected-tips = मैं आसपास की जगहों और कार्यक्रमों के बारे में नहीं जानता।
unconnected-takeaway = मैं खाना नहीं मँगा सकता।
unconnected-transport = मेरी पहुँच टैक्सी, टिकट या ट्रैफ़िक तक नहीं है।
