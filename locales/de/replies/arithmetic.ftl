arithmetic-result = { NUMERAL($result) }.
arithmetic-division = Durch null kann man nicht teilen.
arithmetic-range = Dafür gibt es keine Zahl.
arithmetic-unclear = Das konnte ich nicht ausrechnen.
