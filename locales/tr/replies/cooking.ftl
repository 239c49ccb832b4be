cooking-off = Tarifim yok. Ayarlarda skills.cooking altında bir klasör belirtin.
cooking-unreadable = Tarif klasörünüzü okuyamıyorum.
cooking-unknown = Böyle bir tarif yok.
cooking-recipe = { $timed ->
    [yes] { $name }, { $length }.
   *[no] { $name }.
}
cooking-ingredients = Gerekenler: { $items }.
cooking-go-on = { $count ->
    [one] Bir adım var; “sonraki adım” deyin.
   *[other] { $count } adım var; “sonraki adım” deyin.
}
cooking-done = Bu son adımdı.
cooking-names = { $count ->
    [one] Bir tarif: { $names }.
   *[other] { $count } tarif, örneğin { $names }.
}
cooking-action-recipe = bir tarif okumak
cooking-action-dishes = ne pişirebileceğinize bakmak
