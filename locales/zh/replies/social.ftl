social-off = 没有设置社交网络。请在设置的 skills.social 下填写你的 Mastodon 服务器。
social-unreachable = 我现在连不上你的社交网络，或被拒绝。
social-ask-message = 要发什么？
social-posted = 已发布。
social-nothing = 没有新内容。
social-post = { $name }：{ $text }
social-action-post = 发布“{ $text }”
social-action-read = 读新内容
