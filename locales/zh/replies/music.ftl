music-off = 没有设置音乐播放器。可在设置的 skills.music 中添加。
music-unreachable = 现在连不上音乐播放器。
music-plays = 正在播放{ $what }。
music-not-found = { $named ->
    [yes] 没有找到{ $what }。
   *[no] 没有找到音乐。
}
music-now = { $known ->
    [yes] 这是{ $artist }的{ $what }。
   *[no] 这是{ $what }。
}
music-silent = 没有在播放。
music-paused = 音乐已暂停。
music-random = 随机播放。
music-repeat = 循环播放。
music-no-station = { $named ->
    [yes] 我不知道{ $what }这个电台。
   *[no] 我不知道这个电台。可在 skills.music 中添加。
}
music-action-play = 播放音乐
music-action-radio = 打开收音机
music-action-podcast = 播放播客
music-action-book = 播放有声书
music-action-ask = 说说在放什么
music-action-settings = 改变播放方式
music-action-judge = 记住你喜不喜欢这首歌
music-no-podcast = { $named ->
    [yes] 我不知道播客{ $what }。
   *[no] 我不知道这个播客。可在 skills.music 下添加播客。
}
music-no-episode = { $what }没有节目。
music-no-books = 我没有有声书。请在设置的 skills.music 下填写文件夹。
music-liked = 我会记住你喜欢{ $what }。
music-disliked = 我会记住你不喜欢{ $what }。
