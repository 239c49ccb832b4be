"""Pairs of successive utterances, made from annotated ones: the same wish again, or another.

Wishes are the same where intent and slot values are. The others are random, of the same field, or, hardest, of the same
intent with other values. Half of the first utterances, of either kind, are misheard: some of their words give way to
words of the language that sound alike.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import process

from dialog.learning.phonetics import sound
from dialog.learning.turn import key
from lab.nlu.training.massive import Example

_MISHEARD = 0.5
_WORD_MISHEARD = 0.4
_NEIGHBOURS = 6
_VOCABULARY = 4000


@dataclass(frozen=True, slots=True)
class Pair:
    """Two utterances of one language.

    Attributes:
        first: As the recogniser wrote it.
        second: What came next.
        locale: Of both.
        again: Whether it says the first again.
    """

    first: str
    second: str
    locale: str
    again: bool


def wish(example: Example) -> str:
    """Intent and slot values: what it is about, whatever the words."""
    text = example.annotated.text
    return "|".join(
        [example.intent, *sorted(f"{s.slot}={key(text[s.start : s.end])}" for s in example.annotated.spans)]
    )


class Mishearing:
    """Replaces words by words that sound alike.

    Args:
        texts: The language's words are taken from here.
        chance: Of the choice.
    """

    def __init__(self, texts: Sequence[str], chance: np.random.Generator) -> None:
        self._chance = chance
        counts: defaultdict[str, int] = defaultdict(int)
        for text in texts:
            for word in text.split():
                counts[word] += 1
        words = sorted(counts, key=lambda word: (-counts[word], word))[:_VOCABULARY]
        self._words = {word: sound(word) for word in words}
        self._known: dict[str, list[str]] = {}

    def __call__(self, text: str) -> str:
        """The text, misheard."""
        words = text.split()
        if len(words) < 2:
            return "".join(char for char in text if self._chance.random() > 0.2) or text
        return " ".join(self._word(word) if self._chance.random() < _WORD_MISHEARD else word for word in words)

    def _word(self, word: str) -> str:
        if word not in self._known:
            near = process.extract(sound(word), self._words, limit=_NEIGHBOURS)
            self._known[word] = [other for _, _, other in near if other != word] or [word]
        return str(self._chance.choice(self._known[word]))


def make_pairs(examples: Sequence[Example], count: int, seed: int) -> list[Pair]:
    """Pairs of one language, half of them rephrases.

    Args:
        examples: All of one locale and one partition.
        count: At most so many pairs.
        seed: Of all choices.
    """
    chance = np.random.default_rng(seed)
    mishear = Mishearing([example.annotated.text for example in examples], chance)
    groups: defaultdict[str, dict[str, Example]] = defaultdict(dict)
    for example in examples:
        groups[wish(example)].setdefault(key(example.annotated.text), example)
    several = [list(group.values()) for group in groups.values() if len(group) > 1]
    everyone = [example for group in groups.values() for example in group.values()]
    by_intent, by_field = defaultdict(list), defaultdict(list)
    for example in everyone:
        by_intent[example.intent].append(example)
        by_field[example.intent.partition("_")[0]].append(example)

    def other(first: Example) -> Example:
        pool = [everyone, by_field[first.intent.partition("_")[0]], by_intent[first.intent]][chance.integers(3)]
        for _ in range(20):
            second = pool[chance.integers(len(pool))]
            if wish(second) != wish(first):
                return second
        return everyone[chance.integers(len(everyone))]

    pairs = []
    for place in range(count):
        group = several[chance.integers(len(several))]
        one, two = chance.choice(len(group), 2, replace=False)
        again = place % 2 == 0
        first, second = group[one], group[two] if again else other(group[one])
        heard = first.annotated.text
        if chance.random() < _MISHEARD:
            heard = mishear(heard)
            if again and chance.random() < 0.5:
                second = first  # the same words, heard better this time
        if again or wish(first) != wish(second):
            pairs.append(Pair(heard, second.annotated.text, first.locale, again))
    return pairs
