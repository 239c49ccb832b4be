volume-none = Bu aygıtın sesini değiştiremiyorum.
volume-ask-change_amount = Sıfırdan yüze kadar ne kadar ses?
volume-muted = Ses kapatıldı.
volume-level = Ses yüzde { $level }.
volume-action-up = sesi açmak
volume-action-down = sesi kısmak
volume-action-mute = sesi kapatmak
volume-action-other = ses düzeyini ayarlamak
