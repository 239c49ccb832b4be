contacts-ask-person = De quem fala?
contacts-ask-email_address = Qual é o endereço?
contacts-added = Guardei { $address } para { $name }.
contacts-is = { $name }: { $address }.
contacts-unknown = Não tenho endereço de { $name }.
contacts-action-add = acrescentar aos seus contactos
contacts-action-ask = ver os seus contactos
