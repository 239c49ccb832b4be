dialog-not-heard = Dat heb ik niet gehoord.
dialog-not-understood = Dat heb ik niet begrepen.
dialog-failed = Sorry, er ging iets mis.
dialog-disk-full = Sorry, de schijf is vol. Ik kon dat niet bewaren.
dialog-sorry = Wat zegt u?
dialog-said = { $text }
dialog-cancelled = Goed, geannuleerd.
dialog-nothing-to-cancel = Er valt niets te annuleren.
dialog-given-up = Laat maar. Vraag het me later nog eens.
dialog-confirm = Zal ik { $action }?
dialog-ask-pin = Wat is de pincode?
dialog-wrong-pin = Dat is niet de pincode.
dialog-pin-locked = De pincode was te vaak fout. Probeer het later nog eens.
dialog-which = Zal ik { $first } of { $second }?
dialog-do-that = dat doen
dialog-undone = Ongedaan gemaakt.
dialog-unlearned = Ik vat die woorden niet meer zo op.
dialog-keeps-audio = Wat je zegt wordt op dit apparaat opgenomen en na { $days } dagen gewist.
dialog-nothing-to-undo = Er valt niets ongedaan te maken.
dialog-quiet = Goed.
dialog-due = { $named ->
    [yes] Het is { $due }: { $label }.
   *[no] Het is { $due }. Er staat iets aan.
}
dialog-due-missed = { $named ->
    [yes] Je hebt om { $due } iets gemist: { $label }.
   *[no] Je hebt om { $due } iets gemist.
}
dialog-set-aside = Iets dat ik had bewaard, is onleesbaar. Ik heb het opzijgelegd en ga zonder verder.
dialog-restored = Het bestand met wat ik bewaar was beschadigd. Ik ben teruggegaan naar de kopie van { $day }.
dialog-begun-anew = Het bestand met wat ik bewaar was beschadigd en er is geen kopie. Ik begin opnieuw.
dialog-salvaged = Het bestand met wat ik bewaar was beschadigd. Ik heb bewaard wat nog te lezen was.
