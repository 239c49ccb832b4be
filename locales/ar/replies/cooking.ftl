cooking-off = ليست لدي وصفات. سمِّ مجلدًا لها تحت skills.cooking في الإعدادات.
cooking-unreadable = لا أستطيع قراءة مجلد وصفاتك.
cooking-unknown = لا توجد وصفة كهذه.
cooking-recipe = { $timed ->
    [yes] { $name }، { $length }.
   *[no] { $name }.
}
cooking-ingredients = تحتاج إلى { $items }.
cooking-go-on = { $count ->
    [one] هناك خطوة واحدة؛ قل «الخطوة التالية».
    [two] هناك خطوتان؛ قل «الخطوة التالية».
    [few] هناك { $count } خطوات؛ قل «الخطوة التالية».
   *[other] هناك { $count } خطوة؛ قل «الخطوة التالية».
}
cooking-done = كانت تلك الخطوة الأخيرة.
cooking-names = { $count ->
    [one] وصفة واحدة: { $names }.
    [two] وصفتان: { $names }.
    [few] { $count } وصفات، مثل { $names }.
   *[other] { $count } وصفة، مثل { $names }.
}
cooking-action-recipe = أن أقرأ وصفة
cooking-action-dishes = أن أرى ما يمكنك طبخه
