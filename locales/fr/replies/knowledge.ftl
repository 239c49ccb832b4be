knowledge-off = Je n'ai rien où chercher. Autorisez Wikipédia sous skills.knowledge dans les réglages.
knowledge-unknown = Je n'ai rien trouvé à ce sujet.
knowledge-unreachable = Je ne peux pas chercher cela pour l'instant.
knowledge-sense = { $word } : { $gloss }.
knowledge-article = D'après Wikipédia : { $text }
knowledge-model = Le modèle de langue dit : { $text }
knowledge-action-word = dire ce que cela signifie
knowledge-action-fact = chercher cela
