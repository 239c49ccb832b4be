volume-none = Non posso cambiare il volume di questo apparecchio.
volume-ask-change_amount = A che volume, da zero a cento?
volume-muted = Muto.
volume-level = Volume al { $level } per cento.
volume-action = cambiare il volume
