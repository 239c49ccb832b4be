unconnected-games = O oyunu bilmiyorum.
unconnected-stocks = Burada hisse fiyatları yok.
unconnected-tips = Yakındaki yerleri ve etkinlikleri bilmiyorum.
unconnected-takeaway = Yemek sipariş edemiyorum.
unconnected-transport = Tren, taksi ya da trafik bilgisine erişimim yok.
