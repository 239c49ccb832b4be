social-off = Nessun social network è configurato. Indica il tuo server Mastodon in skills.social nelle impostazioni.
social-unreachable = Ora non raggiungo il tuo social network, o ha rifiutato.
social-ask-message = Che cosa pubblico?
social-posted = Pubblicato.
social-nothing = Non c'è niente di nuovo.
social-post = { $name }: { $text }
social-action-post = che pubblichi questo: «{ $text }»
social-action-read = che legga le novità
