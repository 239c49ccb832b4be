unconnected-stocks = 株価は分かりません。
unconnected-tips = 近くの場所や催しは分かりません。
unconnected-takeaway = 料理の注文はできません。
unconnected-transport = タクシー、切符、道路情報は扱えません。
