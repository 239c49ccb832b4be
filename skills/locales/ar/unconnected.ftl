unconnected-games = لا أعرف تلك اللعبة.
unconnected-stocks = ليست لدي أسعار الأسهم هنا.
unconnected-tips = لا أعرف شيئًا عن الأماكن والفعاليات القريبة.
unconnected-takeaway = لا أستطيع طلب الطعام.
unconnected-transport = لا أصل إلى القطارات أو سيارات الأجرة أو حركة المرور.
