outbox-off = メールを送るアカウントが設定されていません。設定の skills.outbox に書いてください。
outbox-ask-email_address = どのアドレスに送りますか？
outbox-ask-message = 何と書きますか？
outbox-sent = { $name }に送りました。
outbox-failed = メールは送れませんでした。サーバーに届かないか、断られました。
outbox-action = { $name }に「{ $text }」と送ります
