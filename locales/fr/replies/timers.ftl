timers-ask-time = Pour combien de temps ?
timers-started = { $named ->
    [yes] Minuteur { $label } : { $length } à partir de maintenant.
   *[no] Minuteur réglé sur { $length }.
}
timers-none = Aucun minuteur n'est en marche.
timers-left = { $named ->
    [yes] Encore { $left } pour { $label }.
   *[no] Encore { $left }.
}
timers-which = Quel minuteur : { $choices } ?
timers-cancelled = { $count ->
    [one] Minuteur annulé.
   *[other] { $count } minuteurs annulés.
}
timers-ring = { $named ->
    [yes] Le minuteur { $label } est terminé.
   *[no] Le minuteur de { $length } est terminé.
}
timers-missed = { $named ->
    [yes] Le minuteur { $label } s'est terminé à { $due }, pendant que j'étais éteint.
   *[no] Le minuteur de { $length } s'est terminé à { $due }, pendant que j'étais éteint.
}
timers-action-create = régler un minuteur
timers-action-query = dire où en sont vos minuteurs
timers-action-remove = annuler un minuteur
timers-action-remove-all = annuler les { $count } minuteurs
