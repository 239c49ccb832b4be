arithmetic-result = { NUMERAL($result) }.
arithmetic-division = Sıfıra bölünmez.
arithmetic-range = Bunun sayı olarak yanıtı yok.
arithmetic-unclear = Bunu hesaplayamadım.
