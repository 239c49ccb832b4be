arithmetic-result = { NUMERAL($result) }です。
arithmetic-division = ゼロでは割れません。
arithmetic-range = 答えになる数がありません。
arithmetic-unclear = 計算できませんでした。
