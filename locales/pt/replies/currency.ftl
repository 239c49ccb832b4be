currency-off = As taxas de câmbio precisam de um serviço na rede. Permita-o em skills.currency nas definições.
currency-which = Que moeda?
currency-unreachable = Não consigo obter as taxas de câmbio agora.
currency-is = { $amount } são { $result }.
currency-action = que converta isso
