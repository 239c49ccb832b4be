contacts-ask-person = 您说的是谁？
contacts-ask-email_address = 地址是什么？
contacts-added = 已为{ $name }保存{ $address }。
contacts-is = { $name }：{ $address }。
contacts-unknown = 我没有{ $name }的地址。
contacts-action-add = 加到通讯录
contacts-action-replace = 把{ $name }的地址从{ $known }改成{ $address }
contacts-action-ask = 查通讯录
