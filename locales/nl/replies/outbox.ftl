outbox-off = Er is geen account ingesteld om e-mail te sturen. Noem er een onder skills.outbox in de instellingen.
outbox-ask-email_address = Naar welk adres?
outbox-ask-message = Wat moet erin staan?
outbox-sent = Verstuurd naar { $name }.
outbox-failed = De e-mail is niet verstuurd: de mailserver is onbereikbaar of weigert hem.
outbox-action = { $name } deze e-mail sturen: “{ $text }”
