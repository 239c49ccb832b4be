news-off = Não há nenhuma fonte de notícias. Configura-se em skills.news.
news-unreachable = Não consigo contactar as notícias agora.
news-nothing = Não há notícias sobre isso.
news-action = ler as notícias
