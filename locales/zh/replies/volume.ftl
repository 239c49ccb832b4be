volume-none = 我不能改变这台设备的音量。
volume-ask-change_amount = 音量多大，从零到一百？
volume-muted = 已静音。
volume-level = 音量百分之{ $level }。
volume-action-up = 调高音量
volume-action-down = 调低音量
volume-action-mute = 静音
volume-action-other = 设置音量
