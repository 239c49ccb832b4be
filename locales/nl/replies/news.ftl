news-off = Er is geen nieuwsbron ingesteld. Dat kan in de instellingen onder skills.news.
news-unreachable = Ik kan het nieuws nu niet bereiken.
news-nothing = Daar is geen nieuws over.
news-action = het nieuws voorlezen
