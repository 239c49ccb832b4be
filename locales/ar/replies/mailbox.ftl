mailbox-off = لا يوجد صندوق بريد مُعَدّ. أضف واحدًا تحت skills.mailbox في الإعدادات.
mailbox-unsafe = سيُقرأ هذا الصندوق دون تشفير. اجعل security تحت skills.mailbox على tls.
mailbox-unreachable = لا أستطيع فتح صندوق بريدك الآن.
mailbox-none = { $named ->
    [yes] لا يوجد بريد من { $name }.
   *[no] لا يوجد بريد جديد.
}
mailbox-count = { $count ->
    [one] رسالة واحدة:
    [two] رسالتان، الأحدث أولًا:
    [few] { $count } رسائل، الأحدث أولًا:
   *[other] { $count } رسالة، الأحدث أولًا:
}
mailbox-letter = { $titled ->
    [yes] من { $name }: { $subject }
   *[no] من { $name }، بلا موضوع.
}
mailbox-action = أن أنظر في صندوق بريدك
