arithmetic-result = { NUMERAL($result) }.
arithmetic-division = Não se pode dividir por zero.
arithmetic-range = Isso não tem um número como resultado.
arithmetic-unclear = Não consegui calcular isso.
