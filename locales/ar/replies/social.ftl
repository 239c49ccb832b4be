social-off = لا توجد شبكة اجتماعية مُعَدّة. سمِّ خادم Mastodon تحت skills.social في الإعدادات.
social-unreachable = لا أستطيع الوصول إلى شبكتك الاجتماعية الآن، أو أنها رفضت.
social-ask-message = ماذا أنشر؟
social-posted = تم النشر.
social-nothing = لا يوجد جديد.
social-post = { $name }: { $text }
social-action-post = أن أنشر هذا: «{ $text }»
social-action-read = أن أقرأ الجديد
