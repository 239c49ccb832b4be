currency-off = Exchange rates need a network service. Allow it under skills.currency in the settings.
currency-which = Which currency?
currency-unreachable = I cannot get the exchange rates right now.
currency-is = { $amount } is { $result }.
currency-action = convert that
