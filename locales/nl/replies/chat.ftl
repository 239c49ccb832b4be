chat-greet = Hallo. Wat kan ik voor je doen?
chat-thanks = Graag gedaan.
chat-abilities = Ik houd tijd, wekkers, timers, lijsten en je agenda bij, reken en let op je huis.
chat-joke-1 = Ik zou een grap over tijdzones vertellen, maar het is niet overal het goede moment.
chat-joke-2 = Waarom ging de klok naar de dokter? Hij was helemaal afgelopen.
chat-joke-3 = Evenwijdige lijnen hebben zoveel gemeen. Jammer dat ze elkaar nooit ontmoeten.
