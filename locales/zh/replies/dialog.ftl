dialog-not-heard = 我没听见。
dialog-not-understood = 我没听懂。
dialog-failed = 抱歉，出了点问题。
dialog-disk-full = 抱歉，磁盘已满，没能保存。
dialog-sorry = 请再说一遍。
dialog-said = { $text }
dialog-cancelled = 好的，已取消。
dialog-nothing-to-cancel = 没有可以取消的。
dialog-given-up = 算了，需要时再问我吧。
dialog-confirm = 要{ $action }吗？
dialog-ask-pin = PIN码是多少？
dialog-wrong-pin = PIN码不对。
dialog-pin-locked = PIN码输错太多次了，请稍后再试。
dialog-which = 要{ $first }，还是{ $second }？
dialog-do-that = 这样做
dialog-undone = 已撤销。
dialog-unlearned = 我不会再这样理解这些话了。
dialog-keeps-audio = 您说的话会在本机上录音，{ $days }天后删除。
dialog-nothing-to-undo = 没有可以撤销的。
dialog-quiet = 好的。
dialog-due = { $named ->
    [yes] 现在是{ $due }：{ $label }。
   *[no] 现在是{ $due }。有一件事到时间了。
}
dialog-due-missed = { $named ->
    [yes] 您错过了{ $due }的提醒：{ $label }。
   *[no] 您错过了{ $due }的提醒。
}
dialog-set-aside = 我存下的某项内容无法读取。我已将其放到一边，继续工作。
dialog-restored = 我保存的文件已损坏。我已恢复到{ $day }的副本。
dialog-begun-anew = 我保存的文件已损坏，而且没有副本。我从头开始。
dialog-salvaged = 我保存的文件已损坏。仍可读取的内容我已保留。
