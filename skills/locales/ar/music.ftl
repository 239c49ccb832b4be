music-off = لم يُضبط مشغل موسيقى. أضفه في الإعدادات تحت skills.music.
music-unreachable = لا أستطيع الوصول إلى مشغل الموسيقى الآن.
music-plays = يُشغَّل { $what }.
music-not-found = { $named ->
    [yes] لم أجد { $what }.
   *[no] لم أجد موسيقى.
}
music-now = { $known ->
    [yes] هذا { $what } من { $artist }.
   *[no] هذا { $what }.
}
music-silent = لا شيء يعمل.
music-paused = الموسيقى متوقفة مؤقتًا.
music-random = بترتيب عشوائي.
music-repeat = بالتكرار.
music-no-station = { $named ->
    [yes] لا أعرف إذاعة { $what }.
   *[no] لا أعرف هذه الإذاعة. تُضبط تحت skills.music.
}
music-action = تشغيل الموسيقى
