home-none = Bağlı bir ev yok. Ayarlarda skills.home altında kurulabilir.
home-unreachable = Şu anda evinize ulaşamıyorum.
home-ask-color_type = Hangi renk?
home-light-on = { $named ->
    [yes] Işık açık: { $area }.
   *[no] Işık açık.
}
home-light-off = { $named ->
    [yes] Işık kapalı: { $area }.
   *[no] Işık kapalı.
}
home-light-up = Şimdi daha aydınlık.
home-light-down = Şimdi daha loş.
home-light-color = Işığın rengi artık { $color }.
home-plug-on = Priz açık.
home-plug-off = Priz kapalı.
home-clean = Süpürge yola çıktı.
home-coffee = Kahve hazırlanıyor.
home-action-light-on = ışığı açmak
home-action-light-off = ışığı kapatmak
home-action-light-up = ışığı artırmak
home-action-light-down = ışığı kısmak
home-action-light-color = ışığın rengini değiştirmek
home-action-plug-on = prizi açmak
home-action-plug-off = prizi kapatmak
home-action-clean = süpürgeyi çalıştırmak
home-action-coffee = kahve yapmak
home-action-marked = { $switch ->
    [on] { $names } açmak
    [off] { $names } kapatmak
   *[other] { $names } cihazını yönetmek
}
home-unknown = { $named ->
    [yes] { $area } için böyle bir şey bilmiyorum.
   *[no] Evinizde böyle bir şey bilmiyorum.
}
home-which = Hangisi: { $choices }?
