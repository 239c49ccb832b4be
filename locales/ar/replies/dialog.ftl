dialog-not-heard = لم أسمع ذلك.
dialog-not-understood = لم أفهم ذلك.
dialog-failed = عذرًا، حدث خطأ ما.
dialog-disk-full = عذرًا، القرص ممتلئ ولم أستطع الحفظ.
dialog-sorry = عفوًا؟
dialog-said = { $text }
dialog-cancelled = حسنًا، أُلغي.
dialog-nothing-to-cancel = لا يوجد ما يُلغى.
dialog-given-up = لا بأس. اسألني مرة أخرى متى شئت.
dialog-confirm = هل تريد { $action }؟
dialog-ask-pin = ما رمز PIN؟
dialog-wrong-pin = هذا ليس رمز PIN.
dialog-pin-locked = تكرر إدخال رمز PIN خاطئ. حاول لاحقًا.
dialog-which = هل تريد { $first } أم { $second }؟
dialog-do-that = فعل ذلك
dialog-undone = تم التراجع.
dialog-unlearned = لن أفهم هذه الكلمات هكذا بعد الآن.
dialog-keeps-audio = يُسجَّل ما تقوله على هذا الجهاز ويُحذف بعد { $days } أيام.
dialog-nothing-to-undo = لا يوجد ما يُتراجع عنه.
dialog-quiet = حسنًا.
dialog-due = { $named ->
    [yes] الساعة { $due }: { $label }.
   *[no] الساعة { $due }. حان وقت شيء ما.
}
dialog-due-missed = { $named ->
    [yes] فاتك شيء في { $due }: { $label }.
   *[no] فاتك شيء في { $due }.
}
dialog-set-aside = شيء كنت قد حفظته لا يمكن قراءته. وضعته جانبًا وأواصل من دونه.
dialog-restored = كان ملف ما أحفظه تالفًا. عدت إلى نسخة { $day }.
dialog-begun-anew = كان ملف ما أحفظه تالفًا ولا توجد نسخة. أبدأ من جديد.
dialog-salvaged = كان ملف ما أحفظه تالفًا. احتفظت بما كان لا يزال مقروءًا.
