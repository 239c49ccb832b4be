outbox-off = Nessun account per inviare e-mail è configurato. Indicane uno in skills.outbox nelle impostazioni.
outbox-ask-email_address = A quale indirizzo?
outbox-ask-message = Che cosa deve dire?
outbox-sent = Inviata a { $name }.
outbox-failed = L'e-mail non è partita: il server non risponde o l'ha rifiutata.
outbox-action = che invii a { $name } questa e-mail: «{ $text }»
