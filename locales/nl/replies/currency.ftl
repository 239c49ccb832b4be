currency-off = Wisselkoersen vragen om een dienst op het net. Sta die toe onder skills.currency in de instellingen.
currency-which = Welke munt?
currency-unreachable = Ik krijg de wisselkoersen nu niet.
currency-is = { $amount } is { $result }.
currency-action = dat omrekenen
