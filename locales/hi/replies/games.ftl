games-begin = मैं 1 से { $largest } तक की एक संख्या सोच रहा हूँ। आपका अनुमान?
games-larger = इससे बड़ी।
games-smaller = इससे छोटी।
games-again = कौन सी संख्या?
games-only = मैं { $name } नहीं खेल सकता, केवल संख्या बूझना।
games-won = { $count ->
    [one] हाँ, { $number }! आपको एक अनुमान लगा।
   *[other] हाँ, { $number }! आपको { $count } अनुमान लगे।
}
games-action = संख्या बूझना खेलना
