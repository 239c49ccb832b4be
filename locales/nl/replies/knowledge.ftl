knowledge-off = Ik heb niets om dat in op te zoeken. Sta Wikipedia toe onder skills.knowledge in de instellingen.
knowledge-unknown = Daar heb ik niets over gevonden.
knowledge-unreachable = Ik kan dat nu niet opzoeken.
knowledge-sense = { $word }: { $gloss }.
knowledge-article = Volgens Wikipedia: { $text }
knowledge-model = Het taalmodel zegt: { $text }
knowledge-action-word = zeggen wat dat betekent
knowledge-action-fact = dat opzoeken
