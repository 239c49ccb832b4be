currency-off = 汇率需要网络服务。请在设置的 skills.currency 下允许。
currency-which = 哪种货币？
currency-unreachable = 我现在拿不到汇率。
currency-is = { $amount }等于{ $result }。
currency-action = 换算一下
