knowledge-off = Não tenho onde procurar. Permita a Wikipédia em skills.knowledge nas definições.
knowledge-unknown = Não encontrei nada sobre isso.
knowledge-unreachable = Não posso procurar isso agora.
knowledge-sense = { $word }: { $gloss }.
knowledge-article = Segundo a Wikipédia: { $text }
knowledge-model = O modelo de linguagem diz: { $text }
knowledge-action-word = saber o que isso significa
knowledge-action-fact = procurar isso
