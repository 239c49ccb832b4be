unconnected-stocks = Börsenkurse habe ich hier nicht.
unconnected-tips = Über Orte und Veranstaltungen in der Nähe weiß ich nichts.
unconnected-takeaway = Essen bestellen kann ich nicht.
unconnected-transport = Ich habe keinen Zugriff auf Taxis, Fahrkarten oder Verkehrsmeldungen.
