home-none = Aucune maison n'est connectée. Cela se règle sous skills.home.
home-unreachable = Je ne peux pas joindre votre maison en ce moment.
home-ask-color_type = Quelle couleur ?
home-light-on = { $named ->
    [yes] Lumière allumée : { $area }.
   *[no] La lumière est allumée.
}
home-light-off = { $named ->
    [yes] Lumière éteinte : { $area }.
   *[no] La lumière est éteinte.
}
home-light-up = Plus clair.
home-light-down = Plus sombre.
home-light-color = La lumière est maintenant { $color }.
home-plug-on = La prise est allumée.
home-plug-off = La prise est éteinte.
home-clean = L'aspirateur est en route.
home-coffee = Le café se prépare.
home-action-light-on = allumer la lumière
home-action-light-off = éteindre la lumière
home-action-light-up = augmenter la lumière
home-action-light-down = baisser la lumière
home-action-light-color = changer la couleur de la lumière
home-action-plug-on = allumer la prise
home-action-plug-off = éteindre la prise
home-action-clean = lancer l'aspirateur
home-action-coffee = faire du café
home-action-marked = { $switch ->
    [on] allumer { $names }
    [off] éteindre { $names }
   *[other] commander { $names }
}
home-unknown = { $named ->
    [yes] Je ne connais rien de tel : { $area }.
   *[no] Je ne connais rien de tel chez vous.
}
home-which = Lequel : { $choices } ?
