chat-greet = Merhaba. Size nasıl yardımcı olabilirim?
chat-thanks = Rica ederim.
chat-abilities = Saat, alarm, zamanlayıcı, liste ve takvim tutar, hesap yapar, evinize bakarım.
chat-joke-1 = Saat dilimleriyle ilgili bir şaka yapardım, ama her yerde doğru zaman değil.
chat-joke-2 = Saat neden doktora gitti? Kurulu düzeni bozulmuştu.
chat-joke-3 = Paralel doğruların ne çok ortak yanı var. Yazık, hiç buluşmuyorlar.
