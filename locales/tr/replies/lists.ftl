lists-ask-list_name = Listenin adı ne olsun?
lists-ask-item = Ne?
lists-created = { $list } listesi oluşturuldu.
lists-exists = { $list } listesi zaten var.
lists-added = { $list } listesine eklendi: { $items }.
lists-already = { $list } listesinde zaten var: { $items }.
lists-taken = { $list } listesinden çıkarıldı: { $items }.
lists-not-on = { $list } listesinde yok: { $items }.
lists-deleted = { $list } listesi silindi.
lists-unknown = { $list } adlı liste yok.
lists-items = { $list } listesi: { $items }.
lists-empty = { $list } listesi boş.
lists-names = { $count ->
    [one] Bir listeniz var: { $names }.
   *[other] { $count } listeniz var: { $names }.
}
lists-no-lists = Henüz listeniz yok.
lists-action-create = liste oluşturmak
lists-action-add = listeye bir şey eklemek
lists-action-take = listeden bir şey çıkarmak
lists-action-delete = { $list } listesini silmek
lists-action-tell = listeyi okumak
