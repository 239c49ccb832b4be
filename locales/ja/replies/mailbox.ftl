mailbox-off = メールボックスが設定されていません。設定の skills.mailbox に書いてください。
mailbox-unsafe = そのメールボックスは暗号化されません。skills.mailbox の security を tls にしてください。
mailbox-unreachable = 今はメールボックスを開けません。
mailbox-none = { $named ->
    [yes] { $name }からのメールはありません。
   *[no] 新しいメールはありません。
}
mailbox-count = { $count ->
   *[other] メールが{ $count }通あります。新しい順です。
}
mailbox-letter = { $titled ->
    [yes] { $name }から、{ $subject }
   *[no] { $name }から、件名なし。
}
mailbox-action = メールを確認します
