unconnected-stocks = I have no share prices here.
unconnected-tips = I know nothing about places and events around you.
unconnected-takeaway = I cannot order food.
unconnected-transport = I have no access to taxis, tickets or traffic reports.
