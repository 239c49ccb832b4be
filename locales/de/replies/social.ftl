social-off = Es ist kein soziales Netzwerk eingerichtet. Nenne deinen Mastodon-Server unter skills.social in den Einstellungen.
social-unreachable = Dein soziales Netzwerk ist gerade nicht erreichbar oder lehnt ab.
social-ask-message = Was soll ich veröffentlichen?
social-posted = Veröffentlicht.
social-nothing = Es gibt nichts Neues.
social-post = { $name }: { $text }
social-action-post = das veröffentlichen: „{ $text }“
social-action-read = das Neueste vorlesen
