volume-none = I cannot change the volume of this device.
volume-ask-change_amount = How loud, from zero to a hundred?
volume-muted = Muted.
volume-level = Volume { $level } percent.
volume-action-up = turn the volume up
volume-action-down = turn the volume down
volume-action-mute = mute the sound
volume-action-other = set the volume
