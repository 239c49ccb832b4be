"""Where a place is in time: cities, countries and named zones, in many languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import marisa_trie

from nlu.values import digits
from nlu.values.language import babel_locale, is_spaced

_NAMED_ZONES = {
    "eastern": "America/New_York",
    "east coast": "America/New_York",
    "est": "America/New_York",
    "edt": "America/New_York",
    "central": "America/Chicago",
    "cst": "America/Chicago",
    "mountain": "America/Denver",
    "mst": "America/Denver",
    "pacific": "America/Los_Angeles",
    "west coast": "America/Los_Angeles",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "cet": "Europe/Berlin",
    "ist": "Asia/Kolkata",
    "jst": "Asia/Tokyo",
    "bst": "Europe/London",
    "gmt": "UTC",
    "utc": "UTC",
    "greenwich": "UTC",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place by the name that was said.

    Attributes:
        name: As it was said, in title case.
        zone: Its time zone.
        latitude: In degrees; None for a zone that is no place.
        longitude: In degrees.
    """

    name: str
    zone: tzinfo
    latitude: float | None = None
    longitude: float | None = None


def find_place(text: str, locale: str) -> Place | None:
    """The zone of a city, country, US state or named zone that the text names, whatever the language.

    Of several places of one name it is the one with the most people; a country has the zone of its capital.
    """
    plain = re.sub(r"\b([a-z])\. ?(?=[a-z]\.|\s|$)", r"\1", text.lower().strip()).strip(" .?!")
    offset = re.fullmatch(
        r"(?:gmt|utc) ?(plus|minus|[+-]) ?(\d{1,2})(?:[:. ]?(\d\d))?", digits(plain, locale).replace("  ", " ")
    )
    if offset:
        sign = 1 if offset.group(1) in ("plus", "+") else -1
        length = timedelta(hours=int(offset.group(2)), minutes=int(offset.group(3) or 0))
        return Place(text, timezone(sign * length)) if length < timedelta(hours=24) else None
    for name in _windows(plain, locale):
        if name in _NAMED_ZONES:
            return Place(_titled(name), ZoneInfo(_NAMED_ZONES[name]))
        if city := _city(name, locale):
            zone, latitude, longitude = city
            return Place(_titled(name), ZoneInfo(zone), latitude, longitude)
    return None


def _titled(name: str) -> str:
    return name.upper() if name in _NAMED_ZONES and len(name) < 4 else name.title()


def _windows(text: str, locale: str) -> list[str]:
    """Parts of the text, longest first: "sacramento california", "sacramento", "california"."""
    spaced = is_spaced(locale)
    parts = text.split() if spaced else list(text)
    glue = " " if spaced else ""
    shortest = 1 if spaced else 2
    return [
        glue.join(parts[start : start + length])
        for length in range(len(parts), shortest - 1, -1)
        for start in range(len(parts) - length + 1)
    ]


def _city(name: str, locale: str) -> tuple[str, float, float] | None:
    """Zone, latitude and longitude of what has the name in lower case; of a country, its capital's."""
    found = _table().get(_countries(locale).get(name, name)) if name.isprintable() else None  # a trie stumbles over NUL
    if not found:
        return None
    zone, latitude, longitude = found[0].decode().split()
    return zone, float(latitude), float(longitude)


@cache
def _table() -> marisa_trie.BytesTrie:
    """Names in lower case and codes of countries in capitals; made by ``python -m lab places``."""
    return marisa_trie.BytesTrie().mmap(str(Path(__file__).with_name("places.trie")))


@cache
def _countries(locale: str) -> Mapping[str, str]:
    """The codes of the countries that have an entry, by their names in the locale and in English."""
    territories = [babel_locale(language).territories for language in ("en", locale)]
    return {name.lower(): code for names in territories for code, name in names.items() if code in _table()}
