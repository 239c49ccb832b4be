unconnected-stocks = ليست لدي أسعار الأسهم هنا.
unconnected-tips = لا أعرف شيئًا عن الأماكن والفعاليات القريبة.
unconnected-takeaway = لا أستطيع طلب الطعام.
unconnected-transport = لا وصول لي إلى سيارات الأجرة أو التذاكر أو حالة المرور.
