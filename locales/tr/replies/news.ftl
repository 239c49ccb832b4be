news-off = Haber kaynağı kurulmamış. Ayarlarda skills.news altına ekleyin.
news-unreachable = Şu anda haberlere ulaşamıyorum.
news-nothing = Bununla ilgili haber yok.
news-action = haberleri okumak
