news-off = Nessuna fonte di notizie è impostata. Si imposta in skills.news.
news-unreachable = Ora non riesco a raggiungere le notizie.
news-nothing = Non ci sono notizie su questo.
news-action = leggere le notizie
