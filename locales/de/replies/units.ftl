units-is = { $amount } sind { $result }.
units-unclear = Das konnte ich nicht ausrechnen.
