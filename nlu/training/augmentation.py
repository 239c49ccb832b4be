"""Spellings that recognisers and typists use and the training text lacks: digits and closed-up abbreviations."""

import random
import re
from dataclasses import replace

from text_to_num import alpha2digit

from nlu.annotation import Annotated, Span
from nlu.training.massive import Example

_NUMBER_LANGUAGES = frozenset({"en", "fr", "es", "pt", "de", "it", "nl"})
_DOTTED = re.compile(r"\b(\w)\. (\w)\.(?=\s|$)")


def respelled(example: Example) -> Example:
    """The example with numbers as digits and ``a. m.`` as ``a.m.``, labels moved along."""
    language = example.locale[:2]
    annotated = example.annotated
    pieces: list[str] = []
    spans: list[Span] = []
    at = length = 0
    for span in (*annotated.spans, None):
        start, end = (span.start, span.end) if span else (len(annotated.text),) * 2
        before, inside = (_respell(annotated.text[a:b], language) for a, b in ((at, start), (start, end)))
        if span:
            spans.append(Span(span.slot, length + len(before), length + len(before) + len(inside)))
        pieces += [before, inside]
        length += len(before) + len(inside)
        at = end
    return replace(example, annotated=Annotated("".join(pieces), tuple(spans)))


def augmented(example: Example, chance: random.Random, share: float) -> Example:
    """The example, or with probability ``share`` its other spelling."""
    return respelled(example) if chance.random() < share else example


def _respell(text: str, language: str) -> str:
    text = _DOTTED.sub(r"\1.\2.", text)
    core = text.strip()
    if language not in _NUMBER_LANGUAGES or not core:
        return text
    return text.replace(core, alpha2digit(core, language, 1.0))
