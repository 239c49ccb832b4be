unconnected-games = 我不会这个游戏。
unconnected-stocks = 我没有股价信息。
unconnected-tips = 我不了解附近的地方和活动。
unconnected-takeaway = 我不能订餐。
unconnected-transport = 我查不到火车、出租车或路况。
