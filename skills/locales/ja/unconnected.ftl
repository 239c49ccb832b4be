unconnected-games = そのゲームは知りません。
unconnected-stocks = 株価は分かりません。
unconnected-tips = 近くの場所や催しは分かりません。
unconnected-takeaway = 料理の注文はできません。
unconnected-transport = 電車、タクシー、交通の情報はありません。
