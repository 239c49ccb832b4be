contacts-ask-person = ¿A quién te refieres?
contacts-ask-email_address = ¿Cuál es la dirección?
contacts-added = He guardado { $address } para { $name }.
contacts-is = { $name }: { $address }.
contacts-unknown = No tengo ninguna dirección de { $name }.
contacts-action-add = añadir algo a tus contactos
contacts-action-replace = cambiar la dirección de { $name } de { $known } a { $address }
contacts-action-ask = consultar tus contactos
