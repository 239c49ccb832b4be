currency-off = 為替レートにはネットのサービスが要ります。設定の skills.currency で許可してください。
currency-which = どの通貨ですか？
currency-unreachable = 今は為替レートが分かりません。
currency-is = { $amount }は{ $result }です。
currency-action = 換算します
