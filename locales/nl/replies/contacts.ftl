contacts-ask-person = Wie bedoel je?
contacts-ask-email_address = Wat is het adres?
contacts-added = { $address } is bewaard voor { $name }.
contacts-is = { $name }: { $address }.
contacts-unknown = Ik heb geen adres van { $name }.
contacts-action-add = iets aan je contacten toevoegen
contacts-action-replace = het adres van { $name } veranderen van { $known } in { $address }
contacts-action-ask = in je contacten kijken
