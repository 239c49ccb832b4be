knowledge-off = Ich habe nichts zum Nachschlagen. Erlaube Wikipedia unter skills.knowledge in den Einstellungen.
knowledge-unknown = Darüber habe ich nichts gefunden.
knowledge-unreachable = Das kann ich gerade nicht nachschlagen.
knowledge-sense = { $word }: { $gloss }.
knowledge-article = Laut Wikipedia: { $text }
knowledge-model = Das Sprachmodell sagt: { $text }
knowledge-action-word = sagen, was das bedeutet
knowledge-action-fact = das nachschlagen
