contacts-ask-person = Di chi parli?
contacts-ask-email_address = Qual è l'indirizzo?
contacts-added = Ho salvato { $address } per { $name }.
contacts-is = { $name }: { $address }.
contacts-unknown = Non ho indirizzi di { $name }.
contacts-action-add = aggiungere ai tuoi contatti
contacts-action-replace = cambiare l'indirizzo di { $name } da { $known } a { $address }
contacts-action-ask = cercare nei tuoi contatti
