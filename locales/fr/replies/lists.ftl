lists-ask-list_name = Comment s'appelle la liste ?
lists-ask-item = Quoi donc ?
lists-created = J'ai créé la liste { $list }.
lists-exists = La liste { $list } existe déjà.
lists-added = J'ai mis { $items } sur la liste { $list }.
lists-already = { $items } : déjà sur la liste { $list }.
lists-taken = J'ai enlevé { $items } de la liste { $list }.
lists-not-on = { $items } : pas sur la liste { $list }.
lists-deleted = La liste { $list } est supprimée.
lists-unknown = Vous n'avez pas de liste { $list }.
lists-items = Sur la liste { $list } : { $items }.
lists-empty = La liste { $list } est vide.
lists-names = { $count ->
    [one] Vous avez une liste : { $names }.
   *[other] Vous avez { $count } listes : { $names }.
}
lists-no-lists = Vous n'avez pas encore de liste.
lists-action-create = créer une liste
lists-action-add = mettre quelque chose sur une liste
lists-action-take = enlever quelque chose d'une liste
lists-action-delete = supprimer la liste { $list }
lists-action-tell = lire une liste
