music-off = 音楽プレーヤーが設定されていません。設定の skills.music で選べます。
music-unreachable = 今、音楽プレーヤーにつながりません。
music-plays = { $what }を再生します。
music-not-found = { $named ->
    [yes] { $what }は見つかりません。
   *[no] 音楽が見つかりません。
}
music-now = { $known ->
    [yes] { $artist }の{ $what }です。
   *[no] { $what }です。
}
music-silent = 何も再生していません。
music-paused = 音楽を一時停止しました。
music-random = シャッフルします。
music-repeat = リピートします。
music-no-station = { $named ->
    [yes] { $what }という放送局は知りません。
   *[no] その放送局は知りません。skills.music で設定できます。
}
music-action-play = 音楽をかけます
music-action-radio = ラジオをつけます
music-action-podcast = ポッドキャストを流します
music-action-book = オーディオブックを読みます
music-action-ask = 今の曲を調べます
music-action-settings = 再生の仕方を変えます
music-action-judge = この曲の好みを覚えます
music-no-podcast = { $named ->
    [yes] ポッドキャスト{ $what }は知りません。
   *[no] そのポッドキャストは知りません。設定の skills.music に書けます。
}
music-no-episode = { $what }のエピソードはありません。
music-no-books = オーディオブックがありません。設定の skills.music にフォルダーを書いてください。
music-liked = { $what }がお好きだと覚えておきます。
music-disliked = { $what }はお好きでないと覚えておきます。
