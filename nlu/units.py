"""The units that carry a slot label: words, and single characters in scripts without spaces between words.

This is the tokenisation by which MASSIVE is scored: whitespace, and each Han or Kana character by itself.
"""

import re
from dataclasses import dataclass

_UNSPACED = (
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_VOICED = "\u3099\u309a\uff9e\uff9f"  # marks behind a Kana
_UNIT = re.compile(rf"[{_UNSPACED}][{_VOICED}]?|[^\s{_UNSPACED}]+")
_SENTENCE_END = " \t\n\r\f\v.!?。！？…"
_ABBREVIATED = re.compile(r"[.\s]\w$")  # what is before the last full stop of "p.m."
_SURROGATE = re.compile("[\ud800-\udfff]")
_EDGE = '"“”„«»‚‘’¿¡,;:，、؛،'
LONGEST = 512
"""Characters that are read; the rest of a longer utterance is ignored."""


@dataclass(frozen=True, slots=True)
class Unit:
    """``text[start:end]`` of an utterance, lower-cased."""

    text: str
    start: int
    end: int


def units(text: str) -> list[Unit]:
    """Split an utterance, leaving out the punctuation that recognisers add and the training text lacks."""
    read = _SURROGATE.sub("\ufffd", text[:LONGEST])
    found = []
    for match in _UNIT.finditer(read, 0, _end(read)):
        word = match[0]
        start = match.start() + len(word) - len(word.lstrip(_EDGE))
        word = word.strip(_EDGE)
        if word:
            found.append(Unit(word.lower(), start, start + len(word)))
    return found


def _end(text: str) -> int:
    """Where the marks that end a sentence begin."""
    kept = text.rstrip().rstrip(_SENTENCE_END)
    spelt = text[len(kept) :].startswith(".") and _ABBREVIATED.search(kept, max(0, len(kept) - 2))
    return len(kept) + bool(spelt)
