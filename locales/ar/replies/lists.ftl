lists-ask-list_name = ما اسم القائمة؟
lists-ask-item = ماذا؟
lists-created = أُنشئت قائمة { $list }.
lists-exists = قائمة { $list } موجودة.
lists-added = أُضيف إلى قائمة { $list }: { $items }.
lists-already = موجود في قائمة { $list }: { $items }.
lists-taken = حُذف من قائمة { $list }: { $items }.
lists-not-on = ليس في قائمة { $list }: { $items }.
lists-deleted = حُذفت قائمة { $list }.
lists-unknown = لا توجد قائمة { $list }.
lists-items = في قائمة { $list }: { $items }.
lists-empty = قائمة { $list } فارغة.
lists-names = { $count ->
    [one] لديك قائمة واحدة: { $names }.
    [two] لديك قائمتان: { $names }.
    [few] لديك { $count } قوائم: { $names }.
   *[other] لديك { $count } قائمة: { $names }.
}
lists-no-lists = ليست لديك قوائم بعد.
lists-action-create = إنشاء قائمة
lists-action-add = إضافة شيء إلى قائمة
lists-action-take = حذف شيء من قائمة
lists-action-delete = حذف قائمة { $list }
lists-action-tell = قراءة قائمة
