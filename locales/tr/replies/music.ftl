music-off = Müzik çalar kurulmamış. Ayarlarda skills.music altına ekleyin.
music-unreachable = Şu anda müzik çalara ulaşamıyorum.
music-plays = { $what } çalıyor.
music-not-found = { $named ->
    [yes] { $what } bulunamadı.
   *[no] Müzik bulunamadı.
}
music-now = { $known ->
    [yes] Bu { $what }, { $artist }.
   *[no] Bu { $what }.
}
music-silent = Hiçbir şey çalmıyor.
music-paused = Müzik duraklatıldı.
music-random = Karışık çalınıyor.
music-repeat = Tekrarlanıyor.
music-no-station = { $named ->
    [yes] { $what } istasyonunu bilmiyorum.
   *[no] Bu istasyonu bilmiyorum. İstasyonlar skills.music altında.
}
music-action-play = müzik çalmak
music-action-radio = radyoyu açmak
music-action-podcast = podcast çalmak
music-action-book = sesli kitap okumak
music-action-ask = ne çaldığını söylemek
music-action-settings = müziğin çalışını değiştirmek
music-action-judge = bu şarkıyı nasıl bulduğunuzu hatırlamak
music-no-podcast = { $named ->
    [yes] { $what } podcastini bilmiyorum.
   *[no] Bu podcasti bilmiyorum. Podcastler skills.music altında belirtilir.
}
music-no-episode = { $what } için bölüm yok.
music-no-books = Sesli kitap bilmiyorum. Ayarlarda skills.music altında klasörünü belirtin.
music-liked = { $what } sevdiğinizi unutmayacağım.
music-disliked = { $what } sevmediğinizi unutmayacağım.
