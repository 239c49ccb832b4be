mailbox-off = कोई मेलबॉक्स सेट नहीं है। सेटिंग्स में skills.mailbox के नीचे एक लिखें।
mailbox-unsafe = वह मेलबॉक्स बिना एन्क्रिप्शन के पढ़ा जाएगा। skills.mailbox में security को tls रखें।
mailbox-unreachable = मैं अभी आपका मेलबॉक्स नहीं खोल पा रहा हूँ।
mailbox-none = { $named ->
    [yes] { $name } से कोई ईमेल नहीं है।
   *[no] कोई नया ईमेल नहीं है।
}
mailbox-count = { $count ->
    [one] एक ईमेल:
   *[other] { $count } ईमेल, सबसे नया पहले:
}
mailbox-letter = { $titled ->
    [yes] { $name } से: { $subject }
   *[no] { $name } से, बिना विषय के।
}
mailbox-action = आपका मेलबॉक्स देखना
