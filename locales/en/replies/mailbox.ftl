mailbox-off = No mailbox is set up. Name one under skills.mailbox in the settings.
mailbox-unsafe = That mailbox would be read over an open line. Set its security to tls under skills.mailbox.
mailbox-unreachable = I cannot open your mailbox right now.
mailbox-none = { $named ->
    [yes] There is no e-mail from { $name }.
   *[no] There is no new e-mail.
}
mailbox-count = { $count ->
    [one] One e-mail:
   *[other] { $count } e-mails, the newest first:
}
mailbox-letter = { $titled ->
    [yes] From { $name }: { $subject }
   *[no] From { $name }, without a subject.
}
mailbox-action = look into your mailbox
