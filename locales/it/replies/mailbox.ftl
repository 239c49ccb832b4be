mailbox-off = Nessuna casella di posta è configurata. Indicane una in skills.mailbox nelle impostazioni.
mailbox-unsafe = Quella casella verrebbe letta in chiaro. Imposta security su tls in skills.mailbox.
mailbox-unreachable = Ora non riesco ad aprire la tua casella.
mailbox-none = { $named ->
    [yes] Non ci sono e-mail da { $name }.
   *[no] Non ci sono nuove e-mail.
}
mailbox-count = { $count ->
    [one] Una e-mail:
   *[other] { $count } e-mail, prima la più recente:
}
mailbox-letter = { $titled ->
    [yes] Da { $name }: { $subject }
   *[no] Da { $name }, senza oggetto.
}
mailbox-action = che guardi nella tua casella
