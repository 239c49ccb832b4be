"""Whether the words ask to make, to take away or to tell, whatever intent the network sees in them."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from locales import Words, section
from nlu import Interpretation
from nlu.values.language import language, whole_words

Verb = Literal["create", "remove", "query", ""]
_SAYS_SO, _SAYS_NOTHING, _SAYS_OTHERWISE = 0.95, 0.75, 0.3


_ENDINGS: Mapping[str, Verb] = {"_remove": "remove", "_query": "query", "_set": "create", "_createoradd": "create"}


class VerbWords(Words):
    """Words that tell what is wanted: regular expressions over lower-case text.

    Attributes:
        remove: That something is to be taken away.
        query: That something is to be told.
        create: That something is to be made.
    """

    remove: tuple[str, ...]
    query: tuple[str, ...]
    create: tuple[str, ...]


@cache
def _patterns(locale: str) -> Mapping[Verb, re.Pattern[str]]:
    words = section(language(locale), "verbs", VerbWords)
    if words is None:
        return {}
    kinds: tuple[tuple[Verb, tuple[str, ...]], ...] = (
        ("remove", words.remove),
        ("query", words.query),
        ("create", words.create),
    )
    return {kind: re.compile(whole_words("|".join(patterns), locale)) for kind, patterns in kinds}


def verb(said: Interpretation) -> Verb:
    """The kind of the first such word in the utterance; a word for taking away decides where there are two at once."""
    text = said.utterance.lower()
    found = [
        (match.start(), kind) for kind, pattern in _patterns(said.locale).items() if (match := pattern.search(text))
    ]
    return min(found, key=lambda pair: pair[0])[1] if found else ""


def intended(said: Interpretation) -> Verb:
    """What the intent asks for, by its name in the MASSIVE schema."""
    return next((kind for ending, kind in _ENDINGS.items() if said.intent.endswith(ending)), "")


def fit(said: Interpretation) -> float:
    """How well the intent fits the words: a bid's score for skills that make, tell and take away."""
    heard = verb(said)
    if not heard or not intended(said):
        return _SAYS_NOTHING
    return _SAYS_SO if heard == intended(said) else _SAYS_OTHERWISE
