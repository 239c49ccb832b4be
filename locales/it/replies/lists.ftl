lists-ask-list_name = Come si chiama la lista?
lists-ask-item = Che cosa?
lists-created = Ho creato la lista { $list }.
lists-exists = La lista { $list } c'è già.
lists-added = Ho messo { $items } nella lista { $list }.
lists-already = { $items }: già nella lista { $list }.
lists-taken = Ho tolto { $items } dalla lista { $list }.
lists-not-on = { $items }: non è nella lista { $list }.
lists-deleted = La lista { $list } è cancellata.
lists-unknown = Non hai nessuna lista { $list }.
lists-items = Nella lista { $list }: { $items }.
lists-empty = La lista { $list } è vuota.
lists-names = { $count ->
    [one] Hai una lista: { $names }.
   *[other] Hai { $count } liste: { $names }.
}
lists-no-lists = Non hai ancora liste.
lists-action-create = creare una lista
lists-action-add = mettere qualcosa in una lista
lists-action-take = togliere qualcosa da una lista
lists-action-delete = cancellare la lista { $list }
lists-action-tell = leggere una lista
