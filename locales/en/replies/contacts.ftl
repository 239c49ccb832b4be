contacts-ask-person = Whom do you mean?
contacts-ask-email_address = What is the address?
contacts-added = I saved { $address } for { $name }.
contacts-is = { $name }: { $address }.
contacts-unknown = I have no address for { $name }.
contacts-action-add = add to your contacts
contacts-action-replace = change { $name }'s address from { $known } to { $address }
contacts-action-ask = look into your contacts
