mailbox-off = Ayarlı bir posta kutusu yok. Ayarlarda skills.mailbox altında bir tane belirtin.
mailbox-unsafe = Bu posta kutusu şifresiz okunurdu. skills.mailbox altında security değerini tls yapın.
mailbox-unreachable = Şu anda posta kutunuzu açamıyorum.
mailbox-none = { $named ->
    [yes] { $name } kişisinden e-posta yok.
   *[no] Yeni e-posta yok.
}
mailbox-count = { $count ->
    [one] Bir e-posta:
   *[other] { $count } e-posta, en yenisi önce:
}
mailbox-letter = { $titled ->
    [yes] { $name }: { $subject }
   *[no] { $name }, konusuz.
}
mailbox-action = posta kutunuza bakmak
