home-none = 没有连接家居。可在设置的 skills.home 中设置。
home-unreachable = 现在连不上您的家居。
home-ask-color_type = 什么颜色？
home-light-on = { $named ->
    [yes] { $area }的灯开了。
   *[no] 灯开了。
}
home-light-off = { $named ->
    [yes] { $area }的灯关了。
   *[no] 灯关了。
}
home-light-up = 调亮了。
home-light-down = 调暗了。
home-light-color = 灯现在是{ $color }。
home-plug-on = 插座开了。
home-plug-off = 插座关了。
home-clean = 扫地机开始工作了。
home-coffee = 正在煮咖啡。
home-action-light-on = 开灯
home-action-light-off = 关灯
home-action-light-up = 调亮灯
home-action-light-down = 调暗灯
home-action-light-color = 换灯的颜色
home-action-plug-on = 打开插座
home-action-plug-off = 关闭插座
home-action-clean = 启动扫地机
home-action-coffee = 煮咖啡
home-action-marked = { $switch ->
    [on] 打开{ $names }
    [off] 关闭{ $names }
   *[other] 控制{ $names }
}
home-unknown = { $named ->
    [yes] { $area }没有这样的设备。
   *[no] 家里没有这样的设备。
}
home-which = 哪一个：{ $choices }？
