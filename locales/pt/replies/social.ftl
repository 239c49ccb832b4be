social-off = Não há nenhuma rede social configurada. Indique o seu servidor Mastodon em skills.social nas definições.
social-unreachable = Não consigo chegar à sua rede social agora, ou ela recusou.
social-ask-message = O que devo publicar?
social-posted = Publicado.
social-nothing = Não há nada de novo.
social-post = { $name }: { $text }
social-action-post = que publique isto: «{ $text }»
social-action-read = que leia as novidades
