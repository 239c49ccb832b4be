dialog-not-heard = 聞き取れませんでした。
dialog-not-understood = 分かりませんでした。
dialog-failed = すみません、うまくいきませんでした。
dialog-disk-full = すみません、ディスクがいっぱいで保存できませんでした。
dialog-sorry = もう一度お願いします。
dialog-said = { $text }
dialog-cancelled = 取り消しました。
dialog-nothing-to-cancel = 取り消すものはありません。
dialog-given-up = では、また後で聞いてください。
dialog-confirm = { $action }、よろしいですか？
dialog-ask-pin = 暗証番号は何ですか？
dialog-wrong-pin = 暗証番号が違います。
dialog-pin-locked = 暗証番号の間違いが多すぎます。後でもう一度試してください。
dialog-which = { $first }、それとも{ $second }、どちらですか？
dialog-do-that = そうする
dialog-undone = 元に戻しました。
dialog-unlearned = その言葉をもうそのようには受け取りません。
dialog-keeps-audio = お話しの内容はこの機器に録音され、{ $days }日後に削除されます。
dialog-nothing-to-undo = 元に戻すものはありません。
dialog-quiet = 分かりました。
dialog-due = { $named ->
    [yes] { $due }です。{ $label }。
   *[no] { $due }です。お知らせの時間です。
}
dialog-due-missed = { $named ->
    [yes] { $due }のお知らせを逃しました。{ $label }。
   *[no] { $due }のお知らせを逃しました。
}
dialog-set-aside = 保存していたものの一部が読めません。別にして、それなしで続けます。
dialog-restored = 保存ファイルが壊れていました。{ $day }のコピーに戻しました。
dialog-begun-anew = 保存ファイルが壊れていて、コピーもありません。最初から始めます。
dialog-salvaged = 保存ファイルが壊れていました。まだ読めるものは残しました。
