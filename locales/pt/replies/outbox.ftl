outbox-off = Não há nenhuma conta configurada para enviar e-mails. Indique uma em skills.outbox nas definições.
outbox-ask-email_address = Para que endereço?
outbox-ask-message = O que deve dizer?
outbox-sent = Enviado para { $name }.
outbox-failed = O e-mail não foi enviado: o servidor não responde ou recusou-o.
outbox-action = que envie a { $name } este e-mail: «{ $text }»
