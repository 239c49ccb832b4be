currency-off = I tassi di cambio richiedono un servizio in rete. Consentilo in skills.currency nelle impostazioni.
currency-which = Quale valuta?
currency-unreachable = Ora non riesco ad avere i tassi di cambio.
currency-is = { $amount } sono { $result }.
currency-action = che lo converta
