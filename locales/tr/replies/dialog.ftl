dialog-not-heard = Duyamadım.
dialog-not-understood = Anlayamadım.
dialog-failed = Üzgünüm, bir şeyler ters gitti.
dialog-disk-full = Üzgünüm, disk dolu. Kaydedemedim.
dialog-sorry = Efendim?
dialog-said = { $text }
dialog-cancelled = Tamam, iptal edildi.
dialog-nothing-to-cancel = İptal edilecek bir şey yok.
dialog-given-up = Boş verelim. İstediğinizde yeniden sorun.
dialog-confirm = Onaylıyor musunuz: { $action }?
dialog-ask-pin = PIN nedir?
dialog-wrong-pin = PIN bu değil.
dialog-pin-locked = PIN çok kez yanlış girildi. Daha sonra yeniden deneyin.
dialog-which = Hangisi: { $first } mi, { $second } mi?
dialog-do-that = bunu yapmak
dialog-undone = Geri alındı.
dialog-unlearned = Bu sözleri bir daha böyle anlamayacağım.
dialog-keeps-audio = Söyledikleriniz bu makinede kaydedilir ve { $days } gün sonra silinir.
dialog-nothing-to-undo = Geri alınacak bir şey yok.
dialog-quiet = Tamam.
dialog-due = { $named ->
    [yes] Saat { $due }: { $label }.
   *[no] Saat { $due }. Zamanı gelen bir şey var.
}
dialog-due-missed = { $named ->
    [yes] Saat { $due } için ayarlanan bir şeyi kaçırdınız: { $label }.
   *[no] Saat { $due } için ayarlanan bir şeyi kaçırdınız.
}
dialog-set-aside = Kaydettiğim bir şey okunamıyor. Onu bir kenara koydum ve onsuz devam ediyorum.
dialog-restored = Sakladıklarımın dosyası bozulmuştu. Şu tarihli kopyaya döndüm: { $day }.
dialog-begun-anew = Sakladıklarımın dosyası bozulmuştu ve kopyası yok. Baştan başlıyorum.
dialog-salvaged = Sakladıklarımın dosyası bozulmuştu. Hâlâ okunabilenleri korudum.
