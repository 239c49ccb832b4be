units-is = { $amount }は{ $result }です。
units-unclear = 計算できませんでした。
