units-is = { $amount }等于{ $result }。
units-unclear = 我算不出来。
