dialog-not-heard = No te he oído.
dialog-not-understood = No te he entendido.
dialog-failed = Lo siento, algo ha fallado.
dialog-disk-full = Lo siento, el disco está lleno. No he podido guardarlo.
dialog-sorry = ¿Perdón?
dialog-said = { $text }
dialog-cancelled = De acuerdo, cancelado.
dialog-nothing-to-cancel = No hay nada que cancelar.
dialog-given-up = Dejémoslo. Pregúntame de nuevo cuando quieras.
dialog-confirm = ¿Quieres { $action }?
dialog-ask-pin = ¿Cuál es el PIN?
dialog-wrong-pin = Ese no es el PIN.
dialog-pin-locked = Ha habido demasiados PIN incorrectos. Inténtalo más tarde.
dialog-which = ¿Quieres { $first } o { $second }?
dialog-do-that = hacer eso
dialog-undone = Deshecho.
dialog-unlearned = No volveré a entender esas palabras así.
dialog-keeps-audio = Lo que dices se graba en este equipo y se borra después de { $days } días.
dialog-nothing-to-undo = No hay nada que deshacer.
dialog-quiet = De acuerdo.
dialog-due = { $named ->
    [yes] Son las { $due }: { $label }.
   *[no] Son las { $due }. Hay algo pendiente.
}
dialog-due-missed = { $named ->
    [yes] Te has perdido algo a las { $due }: { $label }.
   *[no] Te has perdido algo a las { $due }.
}
dialog-set-aside = Algo que tenía guardado no se puede leer. Lo he apartado y sigo sin ello.
dialog-restored = El archivo de lo que guardo estaba dañado. He vuelto a la copia del { $day }.
dialog-begun-anew = El archivo de lo que guardo estaba dañado y no hay ninguna copia. Empiezo de nuevo.
dialog-salvaged = El archivo de lo que guardo estaba dañado. He conservado lo que aún se podía leer.
