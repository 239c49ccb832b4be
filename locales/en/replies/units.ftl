units-is = { $amount } is { $result }.
units-unclear = I could not work that out.
