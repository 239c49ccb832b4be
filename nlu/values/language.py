"""What is known about the language of a locale: its code, its CLDR data, its word borders."""

import re
from collections.abc import Mapping
from functools import cache

from babel import Locale, UnknownLocaleError

from nlu.values.vocabulary import inflection

_CLDR = {"tl": "fil"}  # languages that CLDR has under another code


@cache
def babel_locale(locale: str) -> Locale:
    """The CLDR locale of a tag such as ``de-DE``; its language, then English, where CLDR has no such locale."""
    code = language(locale)
    for tag in (locale, _CLDR.get(code, code), "en"):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("CLDR has English")


def language(locale: str) -> str:
    """The ISO 639 code at the front of a locale tag."""
    return locale.replace("_", "-").split("-")[0].lower()


# What \w matches, with the vowel signs of Arabic and Indic scripts that it leaves out.
LETTER = r"[\w\u0300-\u036f\u064b-\u0652\u0900-\u0963\u0966-\u0dff\u1000-\u109f]"
_UNSPACED = frozenset({"ja", "zh", "yue", "th", "my", "km", "lo"})


def is_spaced(locale: str) -> bool:
    """Whether the language writes spaces between words."""
    return language(locale) not in _UNSPACED


def whole_words(pattern: str, locale: str) -> str:
    """The pattern, matching whole words only where the language has word borders."""
    return f"(?<!{LETTER})(?:{pattern})(?!{LETTER})" if is_spaced(locale) else f"(?:{pattern})"


def inflected(pattern: str, locale: str) -> str:
    """The pattern as a whole word with whatever the language attaches to its words."""
    attached = inflection(language(locale))
    prefix, suffix = (f"(?:{part})?" if part else "" for part in (attached.prefix, attached.suffix))
    return whole_words(f"{prefix}(?:{pattern}){suffix}", locale)


def rewritten(text: str, rules: Mapping[str, str], locale: str) -> str:
    """The text with each rule's pattern replaced."""
    for pattern, other in rules.items():
        text = re.sub(whole_words(pattern, locale), other, text)
    return text
