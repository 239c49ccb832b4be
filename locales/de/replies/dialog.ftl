dialog-not-heard = Das habe ich nicht gehört.
dialog-not-understood = Das habe ich nicht verstanden.
dialog-failed = Entschuldigung, da ist etwas schiefgegangen.
dialog-disk-full = Entschuldigung, der Speicher ist voll. Ich konnte das nicht speichern.
dialog-sorry = Wie bitte?
dialog-said = { $text }
dialog-cancelled = Gut, abgebrochen.
dialog-nothing-to-cancel = Es gibt nichts abzubrechen.
dialog-given-up = Lassen wir das. Frag mich einfach später noch einmal.
dialog-confirm = Soll ich { $action }?
dialog-ask-pin = Wie lautet die PIN?
dialog-wrong-pin = Das ist nicht die PIN.
dialog-pin-locked = Die PIN war zu oft falsch. Versuch es später noch einmal.
dialog-which = Soll ich { $first } oder { $second }?
dialog-do-that = das tun
dialog-undone = Rückgängig gemacht.
dialog-unlearned = So verstehe ich diese Worte nicht mehr.
dialog-keeps-audio = Was du sagst, wird auf diesem Gerät aufgenommen und nach { $days } Tagen gelöscht.
dialog-nothing-to-undo = Da gibt es nichts rückgängig zu machen.
dialog-quiet = Gut.
dialog-due = { $named ->
    [yes] Es ist { $due }: { $label }.
   *[no] Es ist { $due }. Etwas ist fällig.
}
dialog-due-missed = { $named ->
    [yes] Du hast um { $due } etwas verpasst: { $label }.
   *[no] Du hast um { $due } etwas verpasst.
}
dialog-set-aside = Etwas, das ich gespeichert hatte, lässt sich nicht lesen. Ich habe es beiseitegelegt und mache ohne es weiter.
dialog-restored = Die Datei mit dem, was ich mir merke, war beschädigt. Ich bin zur Kopie vom { $day } zurückgekehrt.
dialog-begun-anew = Die Datei mit dem, was ich mir merke, war beschädigt, und es gibt keine Kopie. Ich fange neu an.
dialog-salvaged = Die Datei mit dem, was ich mir merke, war beschädigt. Ich habe behalten, was noch zu lesen war.
