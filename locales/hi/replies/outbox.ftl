outbox-off = ईमेल भेजने के लिए कोई खाता सेट नहीं है। सेटिंग्स में skills.outbox के नीचे एक लिखें।
outbox-ask-email_address = किस पते पर?
outbox-ask-message = क्या लिखना है?
outbox-sent = { $name } को भेज दिया।
outbox-failed = ईमेल नहीं भेजा गया: मेल सर्वर तक पहुँच नहीं है, या उसने मना कर दिया।
outbox-action = { $name } को यह ईमेल भेजना: “{ $text }”
