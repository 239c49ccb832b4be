volume-none = Non posso cambiare il volume di questo apparecchio.
volume-ask-change_amount = A che volume, da zero a cento?
volume-muted = Muto.
volume-level = Volume al { $level } per cento.
volume-action-up = alzare il volume
volume-action-down = abbassare il volume
volume-action-mute = togliere l'audio
volume-action-other = regolare il volume
