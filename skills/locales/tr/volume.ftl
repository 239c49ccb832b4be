volume-none = Bu aygıtın sesini değiştiremiyorum.
volume-ask-change_amount = Sıfırdan yüze kadar ne kadar ses?
volume-muted = Ses kapatıldı.
volume-level = Ses yüzde { $level }.
volume-action = sesi değiştirmek
