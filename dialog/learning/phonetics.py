"""How much two texts sound alike, in any script: a Latin spelling, folded into classes of similar consonants."""

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz import fuzz

_FOLDS = (
    (re.compile(r"sch|sh|ch|tch|zh|j"), "S"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"th|dh"), "t"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"qu"), "kw"),
    (re.compile(r"x"), "ks"),
)
_CLASSES = str.maketrans("bpfvwkgqctdszmnlrS", "PPFFFKKKKTTZZNNLRZ", "aeiouyh")


@lru_cache(maxsize=65_536)
def sound(text: str) -> str:
    """The consonant classes of a text in order, words run together, since mishearing moves their borders."""
    plain = anyascii(text).lower()
    for pattern, fold in _FOLDS:
        plain = pattern.sub(fold, plain)
    bare = re.sub(r"[^a-zS0-9]", "", plain)
    if not bare:
        return ""
    first = "A" if bare[0] in "aeiouy" else ""
    return first + re.sub(r"(.)\1+", r"\1", bare.translate(_CLASSES))


def alike(first: str, second: str) -> float:
    """Similarity of two texts by sound, in [0, 1]."""
    return fuzz.ratio(sound(first), sound(second)) / 100
