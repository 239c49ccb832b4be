volume-none = Die Lautstärke dieses Geräts kann ich nicht ändern.
volume-ask-change_amount = Wie laut, von null bis hundert?
volume-muted = Stumm.
volume-level = Lautstärke { $level } Prozent.
volume-action = die Lautstärke ändern
