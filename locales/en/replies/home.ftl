home-none = No home is connected. It can be set up under skills.home in the settings.
home-unreachable = I cannot reach your home right now.
home-ask-color_type = Which colour?
home-light-on = { $named ->
    [yes] Light on: { $area }.
   *[no] The light is on.
}
home-light-off = { $named ->
    [yes] Light off: { $area }.
   *[no] The light is off.
}
home-light-up = Brighter now.
home-light-down = Dimmer now.
home-light-color = The light is { $color } now.
home-plug-on = The plug is on.
home-plug-off = The plug is off.
home-clean = The vacuum cleaner is on its way.
home-coffee = Coffee is being made.
home-action-light-on = turn on the light
home-action-light-off = turn off the light
home-action-light-up = make the light brighter
home-action-light-down = dim the light
home-action-light-color = change the colour of the light
home-action-plug-on = turn on the plug
home-action-plug-off = turn off the plug
home-action-clean = start the vacuum cleaner
home-action-coffee = make coffee
home-action-marked = { $switch ->
    [on] turn on { $names }
    [off] turn off { $names }
   *[other] control { $names }
}
home-unknown = { $named ->
    [yes] I know nothing like that in { $area }.
   *[no] I know nothing like that in your home.
}
home-which = Which one: { $choices }?
