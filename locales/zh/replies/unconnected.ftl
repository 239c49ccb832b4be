unconnected-stocks = 我没有股价信息。
unconnected-tips = 我不了解附近的地方和活动。
unconnected-takeaway = 我不能订餐。
unconnected-transport = 我查不了出租车、车票和路况。
