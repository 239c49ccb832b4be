"""Pieces of a text as numbers: words and runs of characters, hashed, whatever the script.

As in fastText (arXiv 1607.04606), so that a word that was never seen, or was misheard, still resembles others.
"""

import unicodedata
import zlib

import numpy as np
from numpy.typing import NDArray

BUCKETS = 32_768
MOST = 160
_SHORTEST, _LONGEST = 2, 4


def grams(text: str) -> NDArray[np.int64]:
    """Numbers in [1, BUCKETS) of the text's pieces, at most ``MOST``; 0 is kept for padding.

    Case and punctuation count for nothing: recognisers differ in both.
    """
    words = plain(text).split()
    pieces = [f"w{word}" for word in words]
    pieces += [f"b{first} {second}" for first, second in zip(words, words[1:], strict=False)]
    for word in words:
        edged = f"<{word}>"
        pieces += [
            edged[start : start + length]
            for length in range(_SHORTEST, _LONGEST + 1)
            for start in range(len(edged) - length + 1)
        ]
    numbers = [zlib.crc32(piece.encode("utf-8")) % (BUCKETS - 1) + 1 for piece in pieces[:MOST]]
    return np.array(numbers or [0], np.int64)


def plain(text: str) -> str:
    """The text as grams see it: lower case, without marks of punctuation, one blank between words."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = (letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in folded)
    return " ".join("".join(kept).split())
