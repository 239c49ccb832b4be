chat-greet = Bonjour. Que puis-je faire pour vous ?
chat-thanks = Je vous en prie.
chat-abilities = Je donne l'heure, je tiens réveils, minuteurs, listes et agenda, je calcule et je veille sur votre maison.
chat-joke-1 = Je vous raconterais bien une blague sur les fuseaux horaires, mais ce n'est pas partout le bon moment.
chat-joke-2 = Pourquoi la montre est-elle allée chez le médecin ? Elle n'avait plus de ressort.
chat-joke-3 = Les parallèles ont tant en commun. Dommage qu'elles ne se rencontrent jamais.
