contacts-ask-person = De quem fala?
contacts-ask-email_address = Qual é o endereço?
contacts-added = Guardei { $address } para { $name }.
contacts-is = { $name }: { $address }.
contacts-unknown = Não tenho endereço de { $name }.
contacts-action-add = acrescentar aos seus contactos
contacts-action-replace = mudar o endereço de { $name } de { $known } para { $address }
contacts-action-ask = ver os seus contactos
