"""The units that carry a slot label: words, and single characters in scripts without spaces between words.

This is the tokenisation by which MASSIVE is scored: whitespace, and each Han or Kana character by itself.
"""

import re
from dataclasses import dataclass

_UNSPACED = (
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_UNIT = re.compile(rf"[{_UNSPACED}]|[^\s{_UNSPACED}]+")
_SENTENCE_END = re.compile(r"(?<![.\s]\w)[\s.!?。！？…]+$|[\s!?。！？…]+$")
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
    end = len(_SENTENCE_END.sub("", text[:LONGEST]))
    found = []
    for match in _UNIT.finditer(text, 0, end):
        word = match[0]
        start = match.start() + len(word) - len(word.lstrip(_EDGE))
        word = word.strip(_EDGE)
        if word:
            found.append(Unit(word.lower(), start, start + len(word)))
    return found
