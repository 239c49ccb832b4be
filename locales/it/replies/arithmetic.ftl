arithmetic-result = { NUMERAL($result) }.
arithmetic-division = Non si può dividere per zero.
arithmetic-range = Non c'è un numero come risultato.
arithmetic-unclear = Non sono riuscito a calcolarlo.
