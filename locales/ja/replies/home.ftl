home-none = 家がつながっていません。設定の skills.home でつなげます。
home-unreachable = 今、家につながりません。
home-ask-color_type = 何色にしますか？
home-light-on = { $named ->
    [yes] { $area }の明かりをつけました。
   *[no] 明かりをつけました。
}
home-light-off = { $named ->
    [yes] { $area }の明かりを消しました。
   *[no] 明かりを消しました。
}
home-light-up = 明るくしました。
home-light-down = 暗くしました。
home-light-color = 明かりを{ $color }にしました。
home-plug-on = プラグをオンにしました。
home-plug-off = プラグをオフにしました。
home-clean = 掃除機が動き始めました。
home-coffee = コーヒーをいれています。
home-action-light-on = 明かりをつける
home-action-light-off = 明かりを消す
home-action-light-up = 明るくする
home-action-light-down = 暗くする
home-action-light-color = 明かりの色を変える
home-action-plug-on = プラグをオンにする
home-action-plug-off = プラグをオフにする
home-action-clean = 掃除機を動かす
home-action-coffee = コーヒーをいれる
home-action-marked = { $switch ->
    [on] { $names }をオンにする
    [off] { $names }をオフにする
   *[other] { $names }を操作する
}
home-unknown = { $named ->
    [yes] { $area }にそのようなものは見つかりません。
   *[no] そのようなものは家に見つかりません。
}
home-which = どれですか？{ $choices }？
