currency-off = أسعار الصرف تحتاج إلى خدمة على الشبكة. اسمح بها تحت skills.currency في الإعدادات.
currency-which = أي عملة؟
currency-unreachable = لا أستطيع الحصول على أسعار الصرف الآن.
currency-is = { $amount } يساوي { $result }.
currency-action = أن أحوّل ذلك
