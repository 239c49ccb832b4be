volume-none = لا أستطيع تغيير صوت هذا الجهاز.
volume-ask-change_amount = كم الصوت، من صفر إلى مئة؟
volume-muted = كُتم الصوت.
volume-level = الصوت { $level } بالمئة.
volume-action = تغيير الصوت
