contacts-ask-person = من تقصد؟
contacts-ask-email_address = ما العنوان؟
contacts-added = حفظت { $address } لـ { $name }.
contacts-is = { $name }: { $address }.
contacts-unknown = ليس لدي عنوان لـ { $name }.
contacts-action-add = أن أضيف إلى جهات اتصالك
contacts-action-replace = تغيير عنوان { $name } من { $known } إلى { $address }
contacts-action-ask = أن أنظر في جهات اتصالك
