social-off = Aucun réseau social n'est configuré. Indiquez votre serveur Mastodon sous skills.social dans les réglages.
social-unreachable = Votre réseau social est injoignable, ou il a refusé.
social-ask-message = Que dois-je publier ?
social-posted = C'est publié.
social-nothing = Il n'y a rien de nouveau.
social-post = { $name } : { $text }
social-action-post = publier ceci : « { $text } »
social-action-read = lire les nouveautés
