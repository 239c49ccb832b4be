chat-greet = Hallo. Was kann ich für dich tun?
chat-thanks = Gern geschehen.
chat-abilities = Ich kümmere mich um Uhrzeit, Wecker, Timer, Listen und Kalender, rechne und sehe nach deinem Zuhause.
chat-joke-1 = Ich würde ja einen Witz über Zeitzonen erzählen, aber es ist nicht überall der richtige Zeitpunkt.
chat-joke-2 = Warum ging die Uhr zum Arzt? Sie war völlig abgelaufen.
chat-joke-3 = Parallelen haben so viel gemeinsam. Schade, dass sie sich nie treffen.
