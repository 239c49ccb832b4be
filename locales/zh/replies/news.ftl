news-off = 没有设置新闻源。可在设置的 skills.news 中添加。
news-unreachable = 现在连不上新闻。
news-nothing = 没有这方面的新闻。
news-action = 念新闻
