social-off = No hay ninguna red social configurada. Indica tu servidor de Mastodon en skills.social en los ajustes.
social-unreachable = Ahora mismo no llego a tu red social, o lo ha rechazado.
social-ask-message = ¿Qué publico?
social-posted = Publicado.
social-nothing = No hay nada nuevo.
social-post = { $name }: { $text }
social-action-post = que publique esto: «{ $text }»
social-action-read = que lea las novedades
