units-is = { $amount } is { $result }.
units-unclear = Dat kon ik niet uitrekenen.
