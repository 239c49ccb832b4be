currency-off = Wechselkurse brauchen einen Dienst im Netz. Erlaube ihn unter skills.currency in den Einstellungen.
currency-which = Welche Währung?
currency-unreachable = Ich bekomme die Wechselkurse gerade nicht.
currency-is = { $amount } sind { $result }.
currency-action = das umrechnen
