dialog-not-heard = Je n'ai rien entendu.
dialog-not-understood = Je n'ai pas compris.
dialog-failed = Désolé, quelque chose n'a pas marché.
dialog-disk-full = Désolé, le disque est plein. Je n'ai pas pu l'enregistrer.
dialog-sorry = Pardon ?
dialog-said = { $text }
dialog-cancelled = D'accord, c'est annulé.
dialog-nothing-to-cancel = Il n'y a rien à annuler.
dialog-given-up = Tant pis. Redemandez-moi quand vous voulez.
dialog-confirm = Dois-je { $action } ?
dialog-ask-pin = Quel est le code PIN ?
dialog-wrong-pin = Ce n'est pas le code PIN.
dialog-pin-locked = Trop de codes PIN erronés. Réessayez plus tard.
dialog-which = Dois-je { $first } ou { $second } ?
dialog-do-that = le faire
dialog-undone = C'est défait.
dialog-unlearned = Je ne comprendrai plus ces mots ainsi.
dialog-keeps-audio = Ce que tu dis est enregistré sur cette machine et effacé après { $days } jours.
dialog-nothing-to-undo = Il n'y a rien à défaire.
dialog-quiet = D'accord.
dialog-due = { $named ->
    [yes] Il est { $due } : { $label }.
   *[no] Il est { $due }. Quelque chose est prévu.
}
dialog-due-missed = { $named ->
    [yes] Tu as manqué quelque chose à { $due } : { $label }.
   *[no] Tu as manqué quelque chose à { $due }.
}
dialog-set-aside = Quelque chose que j'avais enregistré est illisible. Je l'ai mis de côté et je continue sans.
dialog-restored = Le fichier de ce que je garde était endommagé. Je suis revenu à la copie du { $day }.
dialog-begun-anew = Le fichier de ce que je garde était endommagé et il n'y a pas de copie. Je repars de zéro.
dialog-salvaged = Le fichier de ce que je garde était endommagé. J'ai gardé ce qui était encore lisible.
