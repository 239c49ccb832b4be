social-off = No social network is set up. Name your Mastodon server under skills.social in the settings.
social-unreachable = I cannot reach your social network right now, or it refused.
social-ask-message = What shall I post?
social-posted = Posted.
social-nothing = There is nothing new.
social-post = { $name }: { $text }
social-action-post = post this: “{ $text }”
social-action-read = read what is new
