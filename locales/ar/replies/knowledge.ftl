knowledge-off = ليس لدي ما أبحث فيه. اسمح بويكيبيديا تحت skills.knowledge في الإعدادات.
knowledge-unknown = لم أجد شيئًا عن ذلك.
knowledge-unreachable = لا أستطيع البحث عن ذلك الآن.
knowledge-sense = { $word }: { $gloss }.
knowledge-article = بحسب ويكيبيديا: { $text }
knowledge-model = يقول نموذج اللغة: { $text }
knowledge-action-word = أن أقول ما معنى ذلك
knowledge-action-fact = أن أبحث عن ذلك
