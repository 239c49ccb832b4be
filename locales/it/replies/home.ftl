home-none = Nessuna casa è collegata. Si imposta in skills.home.
home-unreachable = Ora non riesco a raggiungere la tua casa.
home-ask-color_type = Di che colore?
home-light-on = { $named ->
    [yes] Luce accesa: { $area }.
   *[no] La luce è accesa.
}
home-light-off = { $named ->
    [yes] Luce spenta: { $area }.
   *[no] La luce è spenta.
}
home-light-up = Ora è più chiaro.
home-light-down = Ora è più scuro.
home-light-color = Ora la luce è { $color }.
home-plug-on = La presa è accesa.
home-plug-off = La presa è spenta.
home-clean = L'aspirapolvere è in moto.
home-coffee = Il caffè è in preparazione.
home-action-light-on = accendere la luce
home-action-light-off = spegnere la luce
home-action-light-up = alzare la luce
home-action-light-down = abbassare la luce
home-action-light-color = cambiare il colore della luce
home-action-plug-on = accendere la presa
home-action-plug-off = spegnere la presa
home-action-clean = avviare l'aspirapolvere
home-action-coffee = fare il caffè
home-action-marked = { $switch ->
    [on] accendere { $names }
    [off] spegnere { $names }
   *[other] comandare { $names }
}
home-unknown = { $named ->
    [yes] Non conosco niente del genere: { $area }.
   *[no] Non conosco niente del genere in casa tua.
}
home-which = Quale: { $choices }?
