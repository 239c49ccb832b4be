arithmetic-result = { NUMERAL($result) }.
arithmetic-division = Nothing can be divided by zero.
arithmetic-range = That has no number for an answer.
arithmetic-unclear = I could not work that out.
