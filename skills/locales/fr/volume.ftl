volume-none = Je ne peux pas changer le volume de cet appareil.
volume-ask-change_amount = À quel volume, de zéro à cent ?
volume-muted = Muet.
volume-level = Volume à { $level } pour cent.
volume-action = changer le volume
