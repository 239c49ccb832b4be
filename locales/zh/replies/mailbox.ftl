mailbox-off = 没有设置邮箱。请在设置的 skills.mailbox 下填写。
mailbox-unsafe = 读取该邮箱时没有加密。请把 skills.mailbox 的 security 设为 tls。
mailbox-unreachable = 我现在打不开你的邮箱。
mailbox-none = { $named ->
    [yes] 没有{ $name }的邮件。
   *[no] 没有新邮件。
}
mailbox-count = { $count ->
   *[other] 有{ $count }封邮件，最新的在前：
}
mailbox-letter = { $titled ->
    [yes] { $name }：{ $subject }
   *[no] { $name }，没有主题。
}
mailbox-action = 看你的邮箱
