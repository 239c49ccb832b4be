chat-greet = Hola. ¿Qué puedo hacer por ti?
chat-thanks = De nada.
chat-abilities = Llevo la hora, alarmas, temporizadores, listas y calendario, hago cuentas y cuido de tu casa.
chat-joke-1 = Te contaría un chiste sobre husos horarios, pero no en todas partes es buen momento.
chat-joke-2 = ¿Por qué fue el reloj al médico? Porque andaba mal.
chat-joke-3 = Las paralelas tienen mucho en común. Lástima que nunca se encuentren.
