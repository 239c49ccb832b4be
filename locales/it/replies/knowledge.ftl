knowledge-off = Non ho dove cercarlo. Consenti Wikipedia in skills.knowledge nelle impostazioni.
knowledge-unknown = Non ho trovato nulla in proposito.
knowledge-unreachable = Ora non posso cercarlo.
knowledge-sense = { $word }: { $gloss }.
knowledge-article = Secondo Wikipedia: { $text }
knowledge-model = Il modello linguistico dice: { $text }
knowledge-action-word = sapere che cosa significa
knowledge-action-fact = cercarlo
