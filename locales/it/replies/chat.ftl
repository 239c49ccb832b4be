chat-greet = Ciao. Che cosa posso fare per te?
chat-thanks = Prego.
chat-abilities = Tengo l'ora, sveglie, timer, liste e calendario, faccio conti e bado alla tua casa.
chat-joke-1 = Ti racconterei una barzelletta sui fusi orari, ma non è ovunque il momento giusto.
chat-joke-2 = Perché l'orologio è andato dal medico? Aveva perso la carica.
chat-joke-3 = Le parallele hanno tanto in comune. Peccato che non si incontrino mai.
