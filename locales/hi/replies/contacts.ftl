contacts-ask-person = किसकी बात कर रहे हैं?
contacts-ask-email_address = पता क्या है?
contacts-added = { $name } के लिए { $address } सहेज दिया।
contacts-is = { $name }: { $address }।
contacts-unknown = { $name } का कोई पता मेरे पास नहीं है।
contacts-action-add = संपर्कों में जोड़ना
contacts-action-replace = { $name } का पता { $known } से { $address } में बदलना
contacts-action-ask = संपर्कों में देखना
