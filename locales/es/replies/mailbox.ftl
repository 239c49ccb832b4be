mailbox-off = No hay ningún buzón configurado. Indica uno en skills.mailbox en los ajustes.
mailbox-unsafe = Ese buzón se leería sin cifrar. Pon security en tls en skills.mailbox.
mailbox-unreachable = Ahora mismo no puedo abrir tu buzón.
mailbox-none = { $named ->
    [yes] No hay correo de { $name }.
   *[no] No hay correo nuevo.
}
mailbox-count = { $count ->
    [one] Un correo:
   *[other] { $count } correos, el más nuevo primero:
}
mailbox-letter = { $titled ->
    [yes] De { $name }: { $subject }
   *[no] De { $name }, sin asunto.
}
mailbox-action = que mire tu buzón
