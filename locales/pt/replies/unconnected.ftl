unconnected-stocks = Não tenho cotações aqui.
unconnected-tips = Não sei nada de lugares e eventos por perto.
unconnected-takeaway = Não consigo encomendar comida.
unconnected-transport = Não tenho acesso a táxis, bilhetes nem ao trânsito.
