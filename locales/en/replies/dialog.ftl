dialog-not-heard = I did not hear that.
dialog-not-understood = I did not understand that.
dialog-failed = Sorry, something went wrong.
dialog-disk-full = Sorry, the disk is full. I could not save that.
dialog-sorry = Sorry?
dialog-said = { $text }
dialog-cancelled = Okay, cancelled.
dialog-nothing-to-cancel = There is nothing to cancel.
dialog-given-up = Never mind. Ask me again when you like.
dialog-confirm = Shall I { $action }?
dialog-ask-pin = What is the PIN?
dialog-wrong-pin = That is not the PIN.
dialog-pin-locked = There were too many wrong PINs. Try again later.
dialog-which = Do you want me to { $first } or to { $second }?
dialog-do-that = do that
dialog-english-only = I do not speak { $language } yet, so I answer in English.
dialog-undone = Undone.
dialog-unlearned = I won't take those words that way again.
dialog-keeps-audio = What you say is recorded on this machine and deleted after { $days } days.
dialog-nothing-to-undo = There is nothing to undo.
dialog-quiet = Okay.
dialog-due = { $named ->
    [yes] It is { $due }: { $label }.
   *[no] It is { $due }. Something is due.
}
dialog-due-missed = { $named ->
    [yes] You missed { $label } at { $due }.
   *[no] You missed something at { $due }.
}
dialog-set-aside = Something that I had stored cannot be read. I set it aside and go on without it.
dialog-restored = The file of what I keep was damaged. I went back to the copy of { $day }.
dialog-begun-anew = The file of what I keep was damaged, and there is no copy. I begin anew.
dialog-salvaged = The file of what I keep was damaged. I kept what could still be read.
