"""What lights and their colours are called."""

import re
from collections.abc import Mapping
from functools import cache

from locales import Words, section_or_english
from nlu.values.language import language, whole_words


class HomeWords(Words):
    """Words about the home: regular expressions over lower-case text.

    Attributes:
        lights: What lights are called.
        guarded: What is switched only after a yes, such as locks and ovens.
        colors: For the English name that lights take (CSS), how the colour is said.
    """

    lights: tuple[str, ...] = ()
    guarded: tuple[str, ...] = ()
    colors: Mapping[str, str] = {}


@cache
def _patterns(locale: str) -> Mapping[str, re.Pattern[str]]:
    words = section_or_english(language(locale), "home", HomeWords)
    return {name: re.compile(whole_words(pattern, locale)) for name, pattern in words.colors.items()}


def color(said: str, locale: str) -> str:
    """The CSS name of the colour in some words; the words themselves where it is none of the usual ones."""
    text = said.lower()
    return next((name for name, pattern in _patterns(locale).items() if pattern.search(text)), text)
