contacts-ask-person = De qui s'agit-il ?
contacts-ask-email_address = Quelle est l'adresse ?
contacts-added = J'ai enregistré { $address } pour { $name }.
contacts-is = { $name } : { $address }.
contacts-unknown = Je n'ai pas d'adresse pour { $name }.
contacts-action-add = ajouter à vos contacts
contacts-action-replace = remplacer l'adresse de { $name }, { $known }, par { $address }
contacts-action-ask = regarder dans vos contacts
