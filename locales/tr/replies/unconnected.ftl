unconnected-stocks = Burada hisse fiyatları yok.
unconnected-tips = Yakındaki yerleri ve etkinlikleri bilmiyorum.
unconnected-takeaway = Yemek sipariş edemiyorum.
unconnected-transport = Taksi, bilet ve trafik bilgisine erişimim yok.
