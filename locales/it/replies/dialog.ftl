dialog-not-heard = Non ho sentito.
dialog-not-understood = Non ho capito.
dialog-failed = Mi dispiace, qualcosa è andato storto.
dialog-disk-full = Mi dispiace, il disco è pieno. Non ho potuto salvarlo.
dialog-sorry = Come, scusa?
dialog-said = { $text }
dialog-cancelled = Va bene, annullato.
dialog-nothing-to-cancel = Non c'è niente da annullare.
dialog-given-up = Lasciamo stare. Chiedimelo di nuovo quando vuoi.
dialog-confirm = Vuoi { $action }?
dialog-ask-pin = Qual è il PIN?
dialog-wrong-pin = Il PIN non è questo.
dialog-pin-locked = Troppi PIN sbagliati. Riprova più tardi.
dialog-which = Vuoi { $first } o { $second }?
dialog-do-that = farlo
dialog-undone = Annullato.
dialog-unlearned = Non intenderò più queste parole così.
dialog-keeps-audio = Quello che dici viene registrato su questa macchina e cancellato dopo { $days } giorni.
dialog-nothing-to-undo = Non c'è niente da annullare.
dialog-quiet = Va bene.
dialog-due = { $named ->
    [yes] Sono le { $due }: { $label }.
   *[no] Sono le { $due }. C'è qualcosa in scadenza.
}
dialog-due-missed = { $named ->
    [yes] Alle { $due } ti sei perso qualcosa: { $label }.
   *[no] Alle { $due } ti sei perso qualcosa.
}
dialog-set-aside = Qualcosa che avevo salvato non si può leggere. L'ho messo da parte e vado avanti senza.
dialog-restored = Il file di ciò che conservo era danneggiato. Sono tornato alla copia del { $day }.
dialog-begun-anew = Il file di ciò che conservo era danneggiato e non c'è nessuna copia. Ricomincio da capo.
dialog-salvaged = Il file di ciò che conservo era danneggiato. Ho tenuto ciò che si poteva ancora leggere.
