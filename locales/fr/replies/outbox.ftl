outbox-off = Aucun compte n'est configuré pour envoyer des e-mails. Indiquez-en un sous skills.outbox dans les réglages.
outbox-ask-email_address = À quelle adresse ?
outbox-ask-message = Que doit-il dire ?
outbox-sent = Envoyé à { $name }.
outbox-failed = L'e-mail n'est pas parti : le serveur est injoignable ou l'a refusé.
outbox-action = envoyer à { $name } cet e-mail : « { $text } »
