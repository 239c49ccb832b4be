mailbox-off = Er is geen postbus ingesteld. Noem er een onder skills.mailbox in de instellingen.
mailbox-unsafe = Die postbus zou onversleuteld worden gelezen. Zet security onder skills.mailbox op tls.
mailbox-unreachable = Ik kan je postbus nu niet openen.
mailbox-none = { $named ->
    [yes] Er is geen e-mail van { $name }.
   *[no] Er is geen nieuwe e-mail.
}
mailbox-count = { $count ->
    [one] Eén e-mail:
   *[other] { $count } e-mails, de nieuwste eerst:
}
mailbox-letter = { $titled ->
    [yes] Van { $name }: { $subject }
   *[no] Van { $name }, zonder onderwerp.
}
mailbox-action = in je postbus kijken
