mailbox-off = Es ist kein Postfach eingerichtet. Trage eines unter skills.mailbox in die Einstellungen ein.
mailbox-unsafe = Dieses Postfach würde unverschlüsselt gelesen. Setze security unter skills.mailbox auf tls.
mailbox-unreachable = Ich komme gerade nicht an dein Postfach.
mailbox-none = { $named ->
    [yes] Von { $name } gibt es keine E-Mail.
   *[no] Es gibt keine neue E-Mail.
}
mailbox-count = { $count ->
    [one] Eine E-Mail:
   *[other] { $count } E-Mails, die neueste zuerst:
}
mailbox-letter = { $titled ->
    [yes] Von { $name }: { $subject }
   *[no] Von { $name }, ohne Betreff.
}
mailbox-action = in dein Postfach sehen
