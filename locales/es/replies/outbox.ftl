outbox-off = No hay ninguna cuenta para enviar correo. Indica una en skills.outbox en los ajustes.
outbox-ask-email_address = ¿A qué dirección?
outbox-ask-message = ¿Qué debe decir?
outbox-sent = Enviado a { $name }.
outbox-failed = El correo no se ha enviado: no llego al servidor, o lo ha rechazado.
outbox-action = que envíe a { $name } este correo: «{ $text }»
