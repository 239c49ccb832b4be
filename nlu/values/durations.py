"""Lengths of time."""

import re
from datetime import timedelta
from functools import cache

from babel.units import format_unit

from nlu.values.calendar_words import unit_names
from nlu.values.language import LETTER, babel_locale, is_spaced, language, rewritten, whole_words
from nlu.values.numbers import digits
from nlu.values.vocabulary import inflection, number_words, time_words

_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
_LONGEST = timedelta(days=3660)


def resolve_duration(text: str, locale: str) -> timedelta | None:
    """The length of time that the text names: ``an hour and a half`` is 90 minutes.

    Unit names come from CLDR in every locale, numbers in words or digits; several parts are added up.

    Returns:
        None where the text names no length, or one of no time at all or of more than ten years.
    """
    words = time_words(language(locale))
    text = rewritten(text.lower(), words.respell, locale)
    text = digits(text, locale)
    total = 0.0
    for pattern, minutes in words.fractions.items():
        found = re.search(whole_words(pattern.replace("{n}", "(?P<n>[0-9]{1,10})"), locale), text)
        if found:
            total += 60 * (minutes + 60 * int(found.groupdict().get("n") or 0))
            text = text[: found.start()] + " " + text[found.end() :]
    for amount, unit in _parts(text, locale):
        total += amount * _SECONDS[unit]
    length = timedelta(seconds=min(total, 1e10))
    return length if timedelta(0) < length <= _LONGEST else None


def _parts(text: str, locale: str) -> list[tuple[float, str]]:
    ones = "|".join(number_words(language(locale)).one)
    number = r"(?<!\d)\d{1,10}(?:[.,]\d{1,10})?" + (f"|{whole_words(ones, locale)}" if ones else "")
    amount_first = rf"(?P<number>{number})\s*-?\s*(?:{_unit_pattern(locale)})"
    unit_first = rf"(?<!{LETTER})(?:{_unit_pattern(locale)})\s+(?P<number>\d{{1,10}})(?!\d)"  # as in Swahili
    parts = []
    for match in list(re.finditer(amount_first, text)) or re.finditer(unit_first, text):
        unit = next(name for name in _SECONDS if match.group(name))
        amount = match.group("number").replace(",", ".")
        parts.append((float(amount) if amount[0].isdigit() else 1.0, unit))
    return parts


@cache
def _unit_pattern(locale: str) -> str:
    """A named group for each unit, its names longest first."""
    suffix = inflection(language(locale)).suffix
    ends = (f"(?:{suffix})?" if suffix else "") + f"(?!{LETTER})" if is_spaced(locale) else ""
    groups = (rf"(?P<{unit}>(?:{'|'.join(_names(unit, locale))}){ends})" for unit in _SECONDS)
    return "|".join(groups)


def _names(unit: str, locale: str) -> list[str]:
    """Every form of the unit's name, such as minute, minutes, min."""
    cldr = babel_locale(locale)
    texts = {
        format_unit(amount, f"duration-{unit}", length=length, locale=cldr)
        for amount in (1, 2, 3, 5, 11, 1.5)
        for length in ("long", "short")
    }
    names = set(unit_names(unit, locale))
    names |= {re.sub(r"[\d.,٠-٩٫०-९]+", "", text).strip().lower() for text in texts if "duration-" not in text}
    return [re.escape(name) for name in sorted(names - {""}, key=len, reverse=True)]
