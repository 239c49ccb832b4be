knowledge-off = Bakacak bir kaynağım yok. Ayarlarda skills.knowledge altında Vikipedi'ye izin verin.
knowledge-unknown = Bununla ilgili bir şey bulamadım.
knowledge-unreachable = Şu anda buna bakamıyorum.
knowledge-sense = { $word }: { $gloss }.
knowledge-article = Vikipedi'ye göre: { $text }
knowledge-model = Dil modeli diyor ki: { $text }
knowledge-action-word = bunun ne demek olduğunu söylemek
knowledge-action-fact = buna bakmak
