unconnected-games = I do not know that game.
unconnected-stocks = I have no share prices here.
unconnected-tips = I know nothing about places and events around you.
unconnected-takeaway = I cannot order food.
unconnected-transport = I have no access to trains, taxis or traffic.
