outbox-off = 没有设置发邮件的账户。请在设置的 skills.outbox 下填写。
outbox-ask-email_address = 发到哪个地址？
outbox-ask-message = 要写什么？
outbox-sent = 已发给{ $name }。
outbox-failed = 邮件没有发出：连不上邮件服务器，或被拒绝。
outbox-action = 给{ $name }发这封邮件：“{ $text }”
