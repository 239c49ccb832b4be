"""Training text made more various: other spellings, and other values in the slots."""

import random
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from text_to_num import alpha2digit

from lab.nlu.training.massive import Example
from nlu.annotation import Annotated, Span

_NUMBER_LANGUAGES = frozenset({"en", "fr", "es", "pt", "de", "it", "nl"})
_DOTTED = re.compile(r"\b(\w)\. (\w)\.(?=\s|$)")

Values = Mapping[tuple[str, str, str], Sequence[str]]
"""What stands in a slot, by locale, intent and slot; as often as it occurs."""


def respelled(example: Example) -> Example:
    """The example as recognisers and typists spell it: numbers as digits, ``a. m.`` as ``a.m.``."""
    spell = partial(_respell, language=example.locale[:2])
    return _rewritten(example, spell, lambda _, value: spell(value))


def values(examples: Sequence[Example]) -> Values:
    """The values of all slots."""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for each in examples:
        for span in each.annotated.spans:
            found[each.locale, each.intent, span.slot].append(each.annotated.text[span.start : span.end])
    return found


def refilled(example: Example, known: Values, chance: random.Random) -> Example:
    """The example with other values in its slots, each from another utterance of its locale and intent."""
    return _rewritten(
        example, lambda text: text, lambda slot, _: chance.choice(known[example.locale, example.intent, slot])
    )


def augmented(example: Example, chance: random.Random, respelling: float, refilling: float, known: Values) -> Example:
    """The example, or with these probabilities its other spelling, or other values in its slots."""
    dice = chance.random()
    if dice < respelling:
        return respelled(example)
    return refilled(example, known, chance) if dice < respelling + refilling else example


def _rewritten(example: Example, outside: Callable[[str], str], inside: Callable[[str, str], str]) -> Example:
    """Map the text between slots by ``outside`` and each slot's name and value by ``inside``; labels move along."""
    annotated = example.annotated
    pieces: list[str] = []
    spans: list[Span] = []
    at = length = 0
    for span in annotated.spans:
        before, value = (
            outside(annotated.text[at : span.start]),
            inside(span.slot, annotated.text[span.start : span.end]),
        )
        spans.append(Span(span.slot, length + len(before), length + len(before) + len(value)))
        pieces += [before, value]
        length += len(before) + len(value)
        at = span.end
    return replace(example, annotated=Annotated("".join([*pieces, outside(annotated.text[at:])]), tuple(spans)))


def _respell(text: str, language: str) -> str:
    text = _DOTTED.sub(r"\1.\2.", text)
    core = text.strip()
    if language not in _NUMBER_LANGUAGES or not core:
        return text
    return text.replace(core, alpha2digit(core, language, 1.0))
