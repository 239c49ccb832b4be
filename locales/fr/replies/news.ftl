news-off = Aucun fil d'actualités n'est réglé. Cela se règle sous skills.news.
news-unreachable = Je ne peux pas joindre les actualités en ce moment.
news-nothing = Il n'y a pas de nouvelles à ce sujet.
news-action = lire les nouvelles
