games-begin = أفكر في عدد من 1 إلى { $largest }. ما تخمينك؟
games-larger = أكبر.
games-smaller = أصغر.
games-again = أي عدد؟
games-only = لا أستطيع لعب { $name }، فقط تخمين العدد.
games-won = { $count ->
    [one] نعم، { $number }! احتجت إلى محاولة واحدة.
   *[other] نعم، { $number }! عدد محاولاتك: { $count }.
}
games-action = أن نلعب تخمين العدد
