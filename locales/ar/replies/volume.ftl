volume-none = لا أستطيع تغيير صوت هذا الجهاز.
volume-ask-change_amount = كم الصوت، من صفر إلى مئة؟
volume-muted = كُتم الصوت.
volume-level = الصوت { $level } بالمئة.
volume-action-up = أن أرفع الصوت
volume-action-down = أن أخفض الصوت
volume-action-mute = أن أكتم الصوت
volume-action-other = أن أضبط الصوت
