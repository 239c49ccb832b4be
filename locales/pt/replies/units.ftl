units-is = { $amount } são { $result }.
units-unclear = Não consegui calcular isso.
