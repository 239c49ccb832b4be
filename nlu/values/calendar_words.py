"""Names of days, weeks, months and years: CLDR's, dateparser's collection, and our own vocabulary."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, Literal

from babel.dates import get_day_names, get_month_names
from dateparser.languages.loader import LocaleDataLoader

from nlu.values.language import babel_locale, is_spaced, language
from nlu.values.numbers import digits
from nlu.values.vocabulary import Kind, time_words

_KINDS: tuple[Kind, ...] = ("week", "month", "year", "day")
_LEAST = 4  # letters; shorter names and abbreviations are other words too
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_CONTEXTS: tuple[Literal["format", "stand-alone"], ...] = ("format", "stand-alone")


@cache
def weekdays(locale: str) -> Mapping[str, int]:
    """Patterns for the days of the week, 0 for Monday, longest first."""
    cldr = babel_locale(locale)
    names = {name.lower(): day for context in _CONTEXTS for day, name in get_day_names("wide", context, cldr).items()}
    names |= {name.removesuffix("-feira"): day for name, day in names.items()}
    return _ordered(locale, time_words(language(locale)).weekdays, names, _collected(locale, _WEEKDAYS, 0))


@cache
def months(locale: str) -> Mapping[str, int]:
    """Patterns for the months, 1 for January, longest first."""
    cldr = babel_locale(locale)
    names = {name.lower(): place for kind in _CONTEXTS for place, name in get_month_names("wide", kind, cldr).items()}
    return _ordered(locale, time_words(language(locale)).months, names, _collected(locale, _MONTHS, 1))


@cache
def relative_days(locale: str) -> Mapping[str, int]:
    """Patterns for today, tomorrow and the like, each with its distance from today; our own come first."""
    own = time_words(language(locale)).days
    collected = {re.escape(text): step for text, (kind, step) in _relative(locale).items() if kind == "day"}
    # what our own patterns mention, they also say when it does not count
    return dict(own) | {text: step for text, step in collected.items() if not any(text in pattern for pattern in own)}


@cache
def relative_spans(locale: str) -> Mapping[str, tuple[Kind, int]]:
    """Patterns for whole phrases such as *next month*, with how many months it is from now; our own come first."""
    own = time_words(language(locale)).spans
    found = {
        re.escape(text): span for text, span in _relative(locale).items() if span[0] != "day" and len(text) > _LEAST
    }
    return dict(own) | dict(sorted(found.items(), key=lambda item: -len(item[0])))


@cache
def nouns(locale: str) -> Mapping[Kind, tuple[str, ...]]:
    """Patterns for weekend, week, month, year and day."""
    words = time_words(language(locale))
    own: dict[Kind, tuple[str, ...]] = {"week": words.week, "month": words.month, "year": words.year}
    table = _table(locale) if is_spaced(locale) else {}
    found: dict[Kind, tuple[str, ...]] = {"weekend": words.weekend}
    for kind in _KINDS:
        names = (re.escape(name.lower()) for name in table.get(kind, ()) if len(name) >= _LEAST - 1)
        found[kind] = (*own.get(kind, ()), *names)
    return found


def unit_names(unit: str, locale: str) -> tuple[str, ...]:
    """Forms of a unit of time that dateparser has collected."""
    return tuple(name.lower() for name in _table(locale).get(unit, ()) if len(name) >= _LEAST - 1)


def span(kind: Kind, step: int, today: date) -> tuple[date, date]:
    """First and last day of the week, weekend, month or year that is ``step`` from this one, without what is over."""
    if kind == "day":
        first = last = today + timedelta(days=step)
    elif kind in ("week", "weekend"):
        monday = today + timedelta(days=7 * step - today.weekday())
        first, last = monday + timedelta(days=5 if kind == "weekend" else 0), monday + timedelta(days=6)
    elif kind == "month":
        first, last = month_days(*divmod(today.year * 12 + today.month - 1 + step, 12))
    else:
        first, last = date(today.year + step, 1, 1), date(today.year + step, 12, 31)
    return max(first, today) if first <= today <= last else first, last


def month_days(year: int, place: int) -> tuple[date, date]:
    """First and last day of a month, 0 for January."""
    return date(year, place + 1, 1), date(year, place + 1, monthrange(year, place + 1)[1])


def _ordered(locale: str, own: Mapping[str, int], *names: Mapping[str, int]) -> dict[str, int]:
    known = {
        re.escape(spelt): place
        for table in names
        for name, place in table.items()
        for spelt in (name, digits(name, locale))  # Chinese names have numbers in them
        if not spelt.isdecimal()
    }
    return dict(sorted({**known, **own}.items(), key=lambda item: -len(item[0])))


def _collected(locale: str, keys: tuple[str, ...], first: int) -> dict[str, int]:
    least = _LEAST if is_spaced(locale) else 2
    return {
        name.lower(): place
        for place, key in enumerate(keys, first)
        for name in _table(locale).get(key, ())
        if len(name) >= least
    }


def _relative(locale: str) -> dict[str, tuple[Kind, int]]:
    found: dict[str, tuple[Kind, int]] = {}
    for when, texts in _table(locale).get("relative-type", {}).items():
        parts = re.fullmatch(r"(?:in )?(\d) (day|week|month|year)(?: ago)?", when)
        if parts:
            step = int(parts[1]) if when.startswith("in") else -int(parts[1])
            kind = next(kind for kind in _KINDS if kind == parts[2])
            found |= {text.lower(): (kind, step) for text in texts}
    return found


@cache
def _table(locale: str) -> Mapping[str, Any]:
    """What dateparser has collected about the language; nothing where it does not know it."""
    code = "zh-Hant" if locale in ("zh-TW", "zh-HK") else language(locale)
    try:
        table: Mapping[str, Any] = LocaleDataLoader().get_locale(code).info
    except ValueError:
        return {}
    return table
