unconnected-stocks = Je n'ai pas de cours de bourse ici.
unconnected-tips = Je ne sais rien des lieux et des sorties à proximité.
unconnected-takeaway = Je ne peux pas commander à manger.
unconnected-transport = Je n'ai pas accès aux taxis, aux billets ni à l'état du trafic.
