"""A skill's own words, from the table of its name in each language's ``words.toml``."""

import re
from collections.abc import Iterable, Mapping, Sequence

from locales import Words, sections
from nlu import Interpretation
from nlu.values.language import whole_words


class SkillWords(Words):
    """The table of a skill; every string is a regular expression over lower-case text.

    Attributes:
        keywords: What only this skill answers to.
    """

    keywords: tuple[str, ...] = ()


def keywords(skill: str, kind: type[SkillWords] = SkillWords) -> Mapping[str, tuple[str, ...]]:
    """A skill's keywords in each language that has some, for its manifest."""
    return {language: words.keywords for language, words in sections(skill, kind).items()}


def latest_named(utterance: str, names: Iterable[str]) -> frozenset[str]:
    """Those of the names that were said last.

    A correction or an answer is a line of its own below what it is about; what it names counts, and not what was named
    before it.
    """
    for line in reversed(utterance.lower().splitlines()):
        found = frozenset(name for name in names if name and f" {name.lower()} " in f" {line.strip(' ?？.!。')} ")
        if found:
            return found
    return frozenset()


def says(said: Interpretation, words: Sequence[str]) -> bool:
    """Whether one of the words is in the utterance."""
    pattern = whole_words("|".join(words), said.locale)
    return bool(words) and re.search(pattern, said.utterance.lower()) is not None
