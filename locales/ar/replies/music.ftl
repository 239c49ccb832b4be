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
music-action-play = أن أشغّل الموسيقى
music-action-radio = أن أشغّل الراديو
music-action-podcast = أن أشغّل بودكاست
music-action-book = أن أقرأ كتابًا صوتيًا
music-action-ask = أن أقول ما الذي يُشغَّل
music-action-settings = أن أغيّر طريقة التشغيل
music-action-judge = أن أتذكر رأيك في هذه الأغنية
music-no-podcast = { $named ->
    [yes] لا أعرف البودكاست { $what }.
   *[no] لا أعرف هذا البودكاست. تُضاف البودكاستات تحت skills.music.
}
music-no-episode = لا توجد حلقة من { $what }.
music-no-books = لا أعرف كتبًا صوتية. سمِّ مجلدها تحت skills.music في الإعدادات.
music-liked = سأتذكر أن { $what } تعجبك.
music-disliked = سأتذكر أن { $what } لا تعجبك.
