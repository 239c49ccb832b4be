"""What the Unicode locale data and our own small vocabulary know about a locale."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from babel import Locale, UnknownLocaleError
from pydantic import TypeAdapter

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
    words = vocabulary(language(locale))
    prefix, suffix = (f"(?:{part})?" if part else "" for part in (words.prefix, words.suffix))
    return whole_words(f"{prefix}(?:{pattern}){suffix}", locale)


def rewritten(text: str, rules: Mapping[str, str], locale: str) -> str:
    """The text with each rule's pattern replaced."""
    for pattern, other in rules.items():
        text = re.sub(whole_words(pattern, locale), other, text)
    return text


Kind = Literal["weekend", "week", "month", "year", "day"]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words of time that CLDR does not hold, for one language; every string is a regular expression.

    Attributes:
        one: Articles that stand for one, as in *an hour*.
        respell: Rewrites before numbers are read, for number words that the number grammar does not hold.
        units: Rewrites before lengths of time are read, for names of units that CLDR does not hold.
        fractions: Durations said with fractions, each with its minutes; ``{n}`` takes a number of hours.
        clock: Ways to say a time of day, each with its minutes, or ``m``/``-m`` for minutes named in ``{m}``.
        am: Words that put an hour in the morning.
        pm: Words that put an hour in the afternoon or evening.
        night: Words for the night, before and after midnight.
        noon: Words for 12:00.
        midnight: Words for 0:00.
        days: Words for a day, each with its distance from today.
        every: Words that make a weekday recur.
        daily: Every day of the week.
        workdays: Monday to Friday.
        weekends: Saturday and Sunday.
        weekend: Words for the end of the week.
        week: Words for a week, beside those that CLDR has.
        month: Words for a month, likewise.
        year: Words for a year, likewise.
        next: Words that name the coming week, month or year.
        last: Words that name the one before.
        spans: Whole phrases for a week and the like, with how many weeks it is from now.
        plural: What makes the name of a weekday mean each of them.
        weekdays: More names of the days of the week, 0 for Monday.
        months: More names of the months, 1 for January.
        numbers: More words for numbers.
        prefix: What may be attached in front of a word.
        suffix: What may be attached behind a word, such as endings of cases.
    """

    one: tuple[str, ...] = ()
    respell: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    fractions: Mapping[str, float] = field(default_factory=dict)
    clock: Mapping[str, int | str] = field(default_factory=dict)
    am: tuple[str, ...] = ()
    pm: tuple[str, ...] = ()
    night: tuple[str, ...] = ()
    noon: tuple[str, ...] = ()
    midnight: tuple[str, ...] = ()
    days: Mapping[str, int] = field(default_factory=dict)
    every: tuple[str, ...] = ()
    daily: tuple[str, ...] = ()
    workdays: tuple[str, ...] = ()
    weekends: tuple[str, ...] = ()
    weekend: tuple[str, ...] = ()
    week: tuple[str, ...] = ()
    month: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    spans: Mapping[str, tuple[Kind, int]] = field(default_factory=dict)
    plural: str = ""
    weekdays: Mapping[str, int] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    prefix: str = ""
    suffix: str = ""


@cache
def _tables() -> Mapping[str, Any]:
    tables: dict[str, Any] = {}
    for file in sorted(files("nlu.values").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            tables |= tomllib.loads(file.read_text(encoding="utf-8"))
    return tables


@cache
def vocabulary(language_code: str) -> Vocabulary:
    """The language's own words of time; empty for a language without any, which then goes by CLDR alone."""
    return TypeAdapter(Vocabulary).validate_python(_tables().get(language_code, {}))
