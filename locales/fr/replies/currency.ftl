currency-off = Les taux de change demandent un service en ligne. Autorisez-le sous skills.currency dans les réglages.
currency-which = Quelle monnaie ?
currency-unreachable = Je n'obtiens pas les taux de change pour l'instant.
currency-is = { $amount } font { $result }.
currency-action = convertir cela
