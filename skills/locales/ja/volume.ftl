volume-none = この機器の音量は変えられません。
volume-ask-change_amount = ゼロから百まで、どのくらいにしますか？
volume-muted = 消音しました。
volume-level = 音量は{ $level }パーセントです。
volume-action = 音量を変える
