lists-ask-list_name = What shall I call the list?
lists-ask-item = What shall it be?
lists-created = I made a { $list } list.
lists-exists = You already have a { $list } list.
lists-added = I put { $items } on the { $list } list.
lists-already = { $items }: already on the { $list } list.
lists-taken = I took { $items } off the { $list } list.
lists-not-on = { $items }: not on the { $list } list.
lists-deleted = The { $list } list is gone.
lists-unknown = You have no { $list } list.
lists-items = On the { $list } list: { $items }.
lists-empty = The { $list } list is empty.
lists-names = { $count ->
    [one] You have one list: { $names }.
   *[other] You have { $count } lists: { $names }.
}
lists-no-lists = You have no lists yet.
lists-action-create = make a list
lists-action-add = put something on a list
lists-action-take = take something off a list
lists-action-delete = delete the { $list } list
lists-action-tell = read a list
