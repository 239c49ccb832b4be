contacts-ask-person = どなたですか？
contacts-ask-email_address = アドレスは何ですか？
contacts-added = { $name }さんの{ $address }を保存しました。
contacts-is = { $name }さんは{ $address }です。
contacts-unknown = { $name }さんのアドレスはありません。
contacts-action-add = 連絡先に追加します
contacts-action-replace = { $name }のアドレスを{ $known }から{ $address }に変えます
contacts-action-ask = 連絡先を調べます
