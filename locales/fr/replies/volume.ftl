volume-none = Je ne peux pas changer le volume de cet appareil.
volume-ask-change_amount = À quel volume, de zéro à cent ?
volume-muted = Muet.
volume-level = Volume à { $level } pour cent.
volume-action-up = monter le volume
volume-action-down = baisser le volume
volume-action-mute = couper le son
volume-action-other = régler le volume
