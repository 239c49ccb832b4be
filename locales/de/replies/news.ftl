news-off = Es ist kein Nachrichten-Feed eingerichtet. Das geht in den Einstellungen unter skills.news.
news-unreachable = Ich erreiche die Nachrichten gerade nicht.
news-nothing = Dazu gibt es keine Nachrichten.
news-action = die Nachrichten vorlesen
