outbox-off = E-posta göndermek için ayarlı bir hesap yok. Ayarlarda skills.outbox altında bir tane belirtin.
outbox-ask-email_address = Hangi adrese?
outbox-ask-message = Ne yazsın?
outbox-sent = { $name } kişisine gönderildi.
outbox-failed = E-posta gönderilmedi: sunucuya ulaşılamıyor ya da sunucu reddetti.
outbox-action = { $name } kişisine şu e-postayı göndermek: “{ $text }”
