contacts-ask-person = Wen meinst du?
contacts-ask-email_address = Wie lautet die Adresse?
contacts-added = { $address } ist für { $name } gespeichert.
contacts-is = { $name }: { $address }.
contacts-unknown = Für { $name } habe ich keine Adresse.
contacts-action-add = etwas in deine Kontakte eintragen
contacts-action-replace = die Adresse von { $name } von { $known } auf { $address } ändern
contacts-action-ask = in deinen Kontakten nachsehen
