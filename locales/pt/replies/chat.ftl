chat-greet = Olá. Em que posso ajudar?
chat-thanks = De nada.
chat-abilities = Trato de horas, alarmes, temporizadores, listas e calendário, faço contas e cuido da sua casa.
chat-joke-1 = Contava uma piada sobre fusos horários, mas não é boa hora em todo o lado.
chat-joke-2 = Porque foi o relógio ao médico? Andava sem corda.
chat-joke-3 = As paralelas têm tanto em comum. É pena nunca se encontrarem.
