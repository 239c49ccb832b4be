currency-off = Los tipos de cambio necesitan un servicio en la red. Permítelo en skills.currency en los ajustes.
currency-which = ¿Qué moneda?
currency-unreachable = Ahora mismo no consigo los tipos de cambio.
currency-is = { $amount } son { $result }.
currency-action = que lo convierta
