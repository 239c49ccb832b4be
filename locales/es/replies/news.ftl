news-off = No hay ninguna fuente de noticias. Se configura en skills.news.
news-unreachable = Ahora no puedo conectar con las noticias.
news-nothing = No hay noticias sobre eso.
news-action = leer las noticias
