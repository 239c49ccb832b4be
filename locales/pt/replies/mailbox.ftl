mailbox-off = Não há nenhuma caixa de correio configurada. Indique uma em skills.mailbox nas definições.
mailbox-unsafe = Essa caixa seria lida sem cifra. Ponha security em tls em skills.mailbox.
mailbox-unreachable = Não consigo abrir a sua caixa de correio agora.
mailbox-none = { $named ->
    [yes] Não há e-mails de { $name }.
   *[no] Não há e-mails novos.
}
mailbox-count = { $count ->
    [one] Um e-mail:
   *[other] { $count } e-mails, o mais recente primeiro:
}
mailbox-letter = { $titled ->
    [yes] De { $name }: { $subject }
   *[no] De { $name }, sem assunto.
}
mailbox-action = que veja a sua caixa de correio
