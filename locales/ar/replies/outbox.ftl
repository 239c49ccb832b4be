outbox-off = لا يوجد حساب مُعَدّ لإرسال البريد. أضف واحدًا تحت skills.outbox في الإعدادات.
outbox-ask-email_address = إلى أي عنوان؟
outbox-ask-message = ماذا أكتب فيها؟
outbox-sent = أُرسلت إلى { $name }.
outbox-failed = لم تُرسل الرسالة: لا يمكن الوصول إلى خادم البريد أو أنه رفضها.
outbox-action = أن أرسل إلى { $name } هذه الرسالة: «{ $text }»
