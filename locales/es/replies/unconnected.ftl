unconnected-stocks = Aquí no tengo cotizaciones.
unconnected-tips = No sé nada de sitios ni actos cercanos.
unconnected-takeaway = No puedo pedir comida.
unconnected-transport = No tengo acceso a taxis, billetes ni al estado del tráfico.
