arithmetic-result = { NUMERAL($result) }.
arithmetic-division = Delen door nul kan niet.
arithmetic-range = Daar is geen getal voor.
arithmetic-unclear = Dat kon ik niet uitrekenen.
