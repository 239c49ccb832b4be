lists-ask-list_name = Hoe heet de lijst?
lists-ask-item = Wat dan?
lists-created = De lijst { $list } is gemaakt.
lists-exists = De lijst { $list } bestaat al.
lists-added = { $items }: staat nu op de lijst { $list }.
lists-already = { $items }: staat al op de lijst { $list }.
lists-taken = { $items }: van de lijst { $list } gehaald.
lists-not-on = { $items }: staat niet op de lijst { $list }.
lists-deleted = De lijst { $list } is verwijderd.
lists-unknown = Er is geen lijst { $list }.
lists-items = Op de lijst { $list }: { $items }.
lists-empty = De lijst { $list } is leeg.
lists-names = { $count ->
    [one] Je hebt één lijst: { $names }.
   *[other] Je hebt { $count } lijsten: { $names }.
}
lists-no-lists = Je hebt nog geen lijsten.
lists-action-create = een lijst maken
lists-action-add = iets op een lijst zetten
lists-action-take = iets van een lijst halen
lists-action-delete = de lijst { $list } verwijderen
lists-action-tell = een lijst voorlezen
