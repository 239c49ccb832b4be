mailbox-off = Aucune boîte aux lettres n'est configurée. Indiquez-en une sous skills.mailbox dans les réglages.
mailbox-unsafe = Cette boîte serait lue en clair. Mettez security à tls sous skills.mailbox.
mailbox-unreachable = Je n'arrive pas à ouvrir votre boîte aux lettres.
mailbox-none = { $named ->
    [yes] Il n'y a pas d'e-mail de { $name }.
   *[no] Il n'y a pas de nouvel e-mail.
}
mailbox-count = { $count ->
    [one] Un e-mail :
   *[other] { $count } e-mails, le plus récent d'abord :
}
mailbox-letter = { $titled ->
    [yes] De { $name } : { $subject }
   *[no] De { $name }, sans objet.
}
mailbox-action = regarder dans votre boîte aux lettres
