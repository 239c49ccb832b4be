contacts-ask-person = Wie bedoel je?
contacts-ask-email_address = Wat is het adres?
contacts-added = { $address } is bewaard voor { $name }.
contacts-is = { $name }: { $address }.
contacts-unknown = Ik heb geen adres van { $name }.
contacts-action = in de contacten kijken
