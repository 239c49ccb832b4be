arithmetic-result = { NUMERAL($result) }.
arithmetic-division = On ne peut pas diviser par zéro.
arithmetic-range = Il n'y a pas de nombre pour cela.
arithmetic-unclear = Je n'ai pas pu calculer cela.
