volume-none = この機器の音量は変えられません。
volume-ask-change_amount = ゼロから百まで、どのくらいにしますか？
volume-muted = 消音しました。
volume-level = 音量は{ $level }パーセントです。
volume-action-up = 音量を上げます
volume-action-down = 音量を下げます
volume-action-mute = 音を消します
volume-action-other = 音量を設定します
