lists-ask-list_name = ¿Cómo se llama la lista?
lists-ask-item = ¿Qué cosa?
lists-created = He creado la lista { $list }.
lists-exists = Ya tienes la lista { $list }.
lists-added = He puesto { $items } en la lista { $list }.
lists-already = { $items }: ya está en la lista { $list }.
lists-taken = He quitado { $items } de la lista { $list }.
lists-not-on = { $items }: no está en la lista { $list }.
lists-deleted = He borrado la lista { $list }.
lists-unknown = No tienes ninguna lista { $list }.
lists-items = En la lista { $list }: { $items }.
lists-empty = La lista { $list } está vacía.
lists-names = { $count ->
    [one] Tienes una lista: { $names }.
   *[other] Tienes { $count } listas: { $names }.
}
lists-no-lists = Todavía no tienes listas.
lists-action-create = crear una lista
lists-action-add = poner algo en una lista
lists-action-take = quitar algo de una lista
lists-action-delete = borrar la lista { $list }
lists-action-tell = leer una lista
