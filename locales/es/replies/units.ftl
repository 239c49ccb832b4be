units-is = { $amount } son { $result }.
units-unclear = No he podido calcularlo.
