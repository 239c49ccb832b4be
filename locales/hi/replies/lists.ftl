lists-ask-list_name = सूची का नाम क्या हो?
lists-ask-item = क्या?
lists-created = { $list } सूची बना दी।
lists-exists = { $list } सूची पहले से है।
lists-added = { $items } को { $list } सूची में जोड़ दिया।
lists-already = { $items } पहले से { $list } सूची में है।
lists-taken = { $items } को { $list } सूची से हटा दिया।
lists-not-on = { $items } { $list } सूची में नहीं है।
lists-deleted = { $list } सूची हटा दी।
lists-unknown = { $list } नाम की कोई सूची नहीं है।
lists-items = { $list } सूची में: { $items }।
lists-empty = { $list } सूची खाली है।
lists-names = { $count ->
    [one] आपकी एक सूची है: { $names }।
   *[other] आपकी { $count } सूचियाँ हैं: { $names }।
}
lists-no-lists = अभी कोई सूची नहीं है।
lists-action-create = सूची बनाना
lists-action-add = सूची में कुछ जोड़ना
lists-action-take = सूची से कुछ हटाना
lists-action-delete = { $list } सूची हटाना
lists-action-tell = सूची सुनना
