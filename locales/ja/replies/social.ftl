social-off = SNSが設定されていません。設定の skills.social にMastodonのサーバーを書いてください。
social-unreachable = 今はSNSにつながらないか、断られました。
social-ask-message = 何と投稿しますか？
social-posted = 投稿しました。
social-nothing = 新しいものはありません。
social-post = { $name }、{ $text }
social-action-post = 「{ $text }」と投稿します
social-action-read = 新しい投稿を読みます
