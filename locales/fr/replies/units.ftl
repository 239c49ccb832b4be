units-is = { $amount } font { $result }.
units-unclear = Je n'ai pas pu le calculer.
