units-is = { $amount } sono { $result }.
units-unclear = Non sono riuscito a calcolarlo.
