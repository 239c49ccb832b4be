news-off = لم يُضبط مصدر للأخبار. أضفه في الإعدادات تحت skills.news.
news-unreachable = لا أستطيع الوصول إلى الأخبار الآن.
news-nothing = لا توجد أخبار عن ذلك.
news-action = قراءة الأخبار
