unconnected-games = No conozco ese juego.
unconnected-stocks = Aquí no tengo cotizaciones.
unconnected-tips = No sé nada de sitios ni actos cercanos.
unconnected-takeaway = No puedo pedir comida.
unconnected-transport = No tengo acceso a trenes, taxis ni tráfico.
