lists-ask-list_name = Wie soll die Liste heißen?
lists-ask-item = Was denn?
lists-created = Die Liste „{ $list }“ ist angelegt.
lists-exists = Die Liste „{ $list }“ gibt es schon.
lists-added = { $items }: steht jetzt auf der Liste „{ $list }“.
lists-already = { $items }: steht schon auf der Liste „{ $list }“.
lists-taken = { $items }: von der Liste „{ $list }“ gestrichen.
lists-not-on = { $items }: steht nicht auf der Liste „{ $list }“.
lists-deleted = Die Liste „{ $list }“ ist gelöscht.
lists-unknown = Eine Liste „{ $list }“ gibt es nicht.
lists-items = Auf der Liste „{ $list }“: { $items }.
lists-empty = Die Liste „{ $list }“ ist leer.
lists-names = { $count ->
    [one] Du hast eine Liste: { $names }.
   *[other] Du hast { $count } Listen: { $names }.
}
lists-no-lists = Du hast noch keine Listen.
lists-action-create = eine Liste anlegen
lists-action-add = etwas auf eine Liste setzen
lists-action-take = etwas von einer Liste streichen
lists-action-delete = die Liste „{ $list }“ löschen
lists-action-tell = eine Liste vorlesen
