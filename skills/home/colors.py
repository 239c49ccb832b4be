"""Colours as they are said, by the names that lights take."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from nlu.values.language import language, whole_words

_DEFAULT = "en"


@cache
def _patterns(locale: str) -> Mapping[str, re.Pattern[str]]:
    table = tomllib.loads(files("skills").joinpath("colors.toml").read_text(encoding="utf-8"))
    words = table.get(language(locale), table[_DEFAULT])
    return {name: re.compile(whole_words(pattern, locale)) for name, pattern in words.items()}


def color(said: str, locale: str) -> str:
    """The CSS name of the colour in some words; the words themselves where it is none of the usual ones."""
    text = said.lower()
    return next((name for name, pattern in _patterns(locale).items() if pattern.search(text)), text)
