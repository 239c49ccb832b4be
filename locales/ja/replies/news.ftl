news-off = ニュースの配信元が設定されていません。設定の skills.news で選べます。
news-unreachable = 今、ニュースにつながりません。
news-nothing = それについてのニュースはありません。
news-action = ニュースを読む
