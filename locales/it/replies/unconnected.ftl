unconnected-stocks = Qui non ho quotazioni di borsa.
unconnected-tips = Non so niente di luoghi ed eventi nei dintorni.
unconnected-takeaway = Non posso ordinare cibo.
unconnected-transport = Non ho accesso a taxi, biglietti o notizie sul traffico.
