home-none = لا يوجد بيت موصول. يمكن إعداده في الإعدادات تحت skills.home.
home-unreachable = لا أستطيع الوصول إلى بيتك الآن.
home-ask-color_type = أي لون؟
home-light-on = { $named ->
    [yes] أُضيء: { $area }.
   *[no] الضوء مضاء.
}
home-light-off = { $named ->
    [yes] أُطفئ: { $area }.
   *[no] الضوء مطفأ.
}
home-light-up = زادت الإضاءة.
home-light-down = خفتت الإضاءة.
home-light-color = لون الضوء الآن { $color }.
home-plug-on = المقبس يعمل.
home-plug-off = المقبس مفصول.
home-clean = بدأت المكنسة العمل.
home-coffee = القهوة قيد التحضير.
home-action-light-on = إضاءة الضوء
home-action-light-off = إطفاء الضوء
home-action-light-up = زيادة الإضاءة
home-action-light-down = خفض الإضاءة
home-action-light-color = تغيير لون الضوء
home-action-plug-on = تشغيل المقبس
home-action-plug-off = فصل المقبس
home-action-clean = تشغيل المكنسة
home-action-coffee = تحضير القهوة
home-action-marked = { $switch ->
    [on] تشغيل { $names }
    [off] إيقاف { $names }
   *[other] التحكم في { $names }
}
home-unknown = { $named ->
    [yes] لا أعرف شيئًا كهذا في { $area }.
   *[no] لا أعرف شيئًا كهذا في منزلك.
}
home-which = أيها: { $choices }؟
