volume-none = I cannot change the volume of this device.
volume-ask-change_amount = How loud, from zero to a hundred?
volume-muted = Muted.
volume-level = Volume { $level } percent.
volume-action = change the volume
