outbox-off = No account for sending e-mail is set up. Name one under skills.outbox in the settings.
outbox-ask-email_address = To which address?
outbox-ask-message = What shall it say?
outbox-sent = Sent to { $name }.
outbox-failed = The e-mail was not sent: I cannot reach the mail server, or it refused.
outbox-action = send { $name } this e-mail: “{ $text }”
