news-off = No news feed is set up. Name some under skills.news in the settings.
news-unreachable = I cannot reach the news right now.
news-nothing = There is no news about that.
news-action = read the news
