volume-none = Die Lautstärke dieses Geräts kann ich nicht ändern.
volume-ask-change_amount = Wie laut, von null bis hundert?
volume-muted = Stumm.
volume-level = Lautstärke { $level } Prozent.
volume-action-up = lauter machen
volume-action-down = leiser machen
volume-action-mute = den Ton ausschalten
volume-action-other = die Lautstärke einstellen
