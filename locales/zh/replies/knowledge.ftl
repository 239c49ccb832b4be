knowledge-off = 我没有可查的资料。请在设置的 skills.knowledge 下允许维基百科。
knowledge-unknown = 我没有找到相关内容。
knowledge-unreachable = 我现在查不了。
knowledge-sense = { $word }：{ $gloss }。
knowledge-article = 据维基百科：{ $text }
knowledge-model = 语言模型说：{ $text }
knowledge-action-word = 解释它的意思
knowledge-action-fact = 查一下
