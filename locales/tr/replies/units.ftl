units-is = { $amount }, { $result } eder.
units-unclear = Bunu hesaplayamadım.
