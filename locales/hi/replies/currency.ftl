currency-off = विनिमय दरों के लिए नेटवर्क सेवा चाहिए। सेटिंग्स में skills.currency के नीचे अनुमति दें।
currency-which = कौन सी मुद्रा?
currency-unreachable = मुझे अभी विनिमय दरें नहीं मिल रही हैं।
currency-is = { $amount } बराबर { $result }।
currency-action = यह बदलकर बताना
