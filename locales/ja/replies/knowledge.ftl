knowledge-off = 調べるものがありません。設定の skills.knowledge でウィキペディアを許可してください。
knowledge-unknown = それについては見つかりませんでした。
knowledge-unreachable = 今は調べられません。
knowledge-sense = { $word }、{ $gloss }。
knowledge-article = ウィキペディアによると、{ $text }
knowledge-model = 言語モデルの答えです。{ $text }
knowledge-action-word = 意味を調べます
knowledge-action-fact = それを調べます
