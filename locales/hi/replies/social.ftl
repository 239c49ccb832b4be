social-off = कोई सोशल नेटवर्क सेट नहीं है। सेटिंग्स में skills.social के नीचे अपना Mastodon सर्वर लिखें।
social-unreachable = मैं अभी आपके सोशल नेटवर्क तक नहीं पहुँच पा रहा हूँ, या उसने मना कर दिया।
social-ask-message = क्या पोस्ट करूँ?
social-posted = पोस्ट कर दिया।
social-nothing = कुछ नया नहीं है।
social-post = { $name }: { $text }
social-action-post = यह पोस्ट करना: “{ $text }”
social-action-read = नई पोस्ट पढ़ना
