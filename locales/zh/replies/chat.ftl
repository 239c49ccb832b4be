chat-greet = 您好，有什么可以帮您？
chat-thanks = 不客气。
chat-abilities = 我管时间、闹钟、计时器、清单和日历，会算术，也照看您的家。
chat-joke-1 = 我想讲个时区的笑话，可惜不是哪里都正是时候。
chat-joke-2 = 钟为什么去看医生？因为它走不动了。
chat-joke-3 = 平行线有那么多共同点，可惜永远不相见。
