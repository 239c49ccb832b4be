transport-off = ليس لدي جدول مواعيد. سمِّ جدولًا (GTFS) ومحطتك تحت skills.transport في الإعدادات.
transport-reading = ما زلت أقرأ جدول المواعيد. اسألني بعد قليل.
transport-unreadable = لا أستطيع قراءة جدول المواعيد، أو أن محطتك ليست فيه.
transport-none = { $named ->
    [yes] لم أجد رحلة إلى { $place }.
   *[no] لم أجد رحلة.
}
transport-departure = { $today ->
    [yes] { $line } إلى { $towards } في { $time }.
   *[no] { $line } إلى { $towards } في { $time } يوم { $date }.
}
transport-action = أن أنظر في جدول المواعيد
