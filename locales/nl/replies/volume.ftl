volume-none = Het volume van dit apparaat kan ik niet veranderen.
volume-ask-change_amount = Hoe hard, van nul tot honderd?
volume-muted = Geluid uit.
volume-level = Volume { $level } procent.
volume-action-up = het volume hoger zetten
volume-action-down = het volume lager zetten
volume-action-mute = het geluid uitzetten
volume-action-other = het volume instellen
