dialog-not-heard = Não ouvi.
dialog-not-understood = Não percebi.
dialog-failed = Desculpe, algo correu mal.
dialog-disk-full = Desculpe, o disco está cheio. Não consegui guardar isso.
dialog-sorry = Desculpe?
dialog-said = { $text }
dialog-cancelled = Está bem, cancelado.
dialog-nothing-to-cancel = Não há nada para cancelar.
dialog-given-up = Deixemos isso. Pergunte-me de novo quando quiser.
dialog-confirm = Quer { $action }?
dialog-ask-pin = Qual é o PIN?
dialog-wrong-pin = O PIN não é esse.
dialog-pin-locked = Houve demasiados PIN errados. Tente mais tarde.
dialog-which = Quer { $first } ou { $second }?
dialog-do-that = fazer isso
dialog-undone = Desfeito.
dialog-unlearned = Não voltarei a entender essas palavras assim.
dialog-keeps-audio = O que dizes é gravado nesta máquina e apagado após { $days } dias.
dialog-nothing-to-undo = Não há nada para desfazer.
dialog-quiet = Está bem.
dialog-due = { $named ->
    [yes] São { $due }: { $label }.
   *[no] São { $due }. Há algo para agora.
}
dialog-due-missed = { $named ->
    [yes] Perdeste algo às { $due }: { $label }.
   *[no] Perdeste algo às { $due }.
}
dialog-set-aside = Algo que eu tinha guardado não pode ser lido. Pus isso de lado e continuo sem ele.
dialog-restored = O ficheiro do que guardo estava danificado. Voltei à cópia de { $day }.
dialog-begun-anew = O ficheiro do que guardo estava danificado e não há cópia. Começo de novo.
dialog-salvaged = O ficheiro do que guardo estava danificado. Mantive o que ainda se podia ler.
