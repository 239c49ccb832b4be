unconnected-stocks = Ik heb hier geen beurskoersen.
unconnected-tips = Ik weet niets van plaatsen en evenementen in de buurt.
unconnected-takeaway = Eten bestellen kan ik niet.
unconnected-transport = Ik heb geen toegang tot taxi's, kaartjes of verkeersinformatie.
