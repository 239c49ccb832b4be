chat-greet = Hello. What can I do for you?
chat-thanks = You are welcome.
chat-abilities = I keep time, alarms, timers, lists and your calendar, do sums, and look after your home.
chat-joke-1 = I would tell you a joke about time zones, but it is not the right time everywhere.
chat-joke-2 = Why did the clock go to the doctor? It was run down.
chat-joke-3 = Parallel lines have so much in common. It is a pity they never meet.
