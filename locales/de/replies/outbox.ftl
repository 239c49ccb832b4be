outbox-off = Es ist kein Konto zum Senden von E-Mails eingerichtet. Trage eines unter skills.outbox in die Einstellungen ein.
outbox-ask-email_address = An welche Adresse?
outbox-ask-message = Was soll darin stehen?
outbox-sent = An { $name } gesendet.
outbox-failed = Die E-Mail wurde nicht gesendet: Der Mailserver ist nicht erreichbar oder lehnt sie ab.
outbox-action = diese E-Mail an { $name } senden: „{ $text }“
