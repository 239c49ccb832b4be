knowledge-off = No tengo dónde consultarlo. Permite Wikipedia en skills.knowledge en los ajustes.
knowledge-unknown = No he encontrado nada sobre eso.
knowledge-unreachable = Ahora mismo no puedo consultarlo.
knowledge-sense = { $word }: { $gloss }.
knowledge-article = Según Wikipedia: { $text }
knowledge-model = El modelo de lenguaje dice: { $text }
knowledge-action-word = saber qué significa eso
knowledge-action-fact = consultar eso
