arithmetic-result = { NUMERAL($result) }.
arithmetic-division = No se puede dividir por cero.
arithmetic-range = Eso no tiene un número como resultado.
arithmetic-unclear = No he podido calcularlo.
