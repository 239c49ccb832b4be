contacts-ask-person = Kimden söz ediyorsunuz?
contacts-ask-email_address = Adres nedir?
contacts-added = { $name } için kaydedildi: { $address }.
contacts-is = { $name }: { $address }.
contacts-unknown = { $name } için adres yok.
contacts-action-add = kişilerinize eklemek
contacts-action-replace = { $name } kişisinin adresini { $known } yerine { $address } yapmak
contacts-action-ask = kişilerinize bakmak
