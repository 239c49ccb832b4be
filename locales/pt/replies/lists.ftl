lists-ask-list_name = Como se chama a lista?
lists-ask-item = O quê?
lists-created = Criei a lista { $list }.
lists-exists = A lista { $list } já existe.
lists-added = Pus { $items } na lista { $list }.
lists-already = { $items }: já está na lista { $list }.
lists-taken = Tirei { $items } da lista { $list }.
lists-not-on = { $items }: não está na lista { $list }.
lists-deleted = A lista { $list } foi apagada.
lists-unknown = Não tem nenhuma lista { $list }.
lists-items = Na lista { $list }: { $items }.
lists-empty = A lista { $list } está vazia.
lists-names = { $count ->
    [one] Tem uma lista: { $names }.
   *[other] Tem { $count } listas: { $names }.
}
lists-no-lists = Ainda não tem listas.
lists-action-create = criar uma lista
lists-action-add = pôr algo numa lista
lists-action-take = tirar algo de uma lista
lists-action-delete = apagar a lista { $list }
lists-action-tell = ouvir uma lista
