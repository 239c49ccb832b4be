"""Departures from a timetable in the form that transport agencies publish (gtfs.org/schedule/reference)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from dialog.outside import OutsideError, open_file
from skills.readers.process import Bounds, read

_LARGEST_BYTES = 500_000_000
_BOUNDS = Bounds(seconds=180.0, megabytes=1024)


@dataclass(frozen=True, slots=True)
class Call:
    """A trip that stops where the user begins.

    Attributes:
        line: What it is called.
        towards: Where it goes, as it says on the front.
        service: The days on which it runs.
        leaves: Seconds after the beginning of its day of service; more than a day's for the small hours after it.
        then: Names of the stops it comes to afterwards, in lower case.
    """

    line: str
    towards: str
    service: str
    leaves: int
    then: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ServiceDays:
    """Days on which trips run.

    Attributes:
        weekdays: 0 for Monday.
        first: Of the days.
        last: Of the days.
        added: Days besides.
        removed: Days on which they do not run after all.
    """

    weekdays: frozenset[int]
    first: date
    last: date
    added: frozenset[date]
    removed: frozenset[date]

    def runs(self, day: date) -> bool:
        """Whether trips run on that day."""
        regular = self.first <= day <= self.last and day.weekday() in self.weekdays
        return day in self.added or (regular and day not in self.removed)


@dataclass(frozen=True, slots=True)
class Departure:
    """What leaves when, and for where."""

    line: str
    towards: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Timetable:
    """All that leaves from one place."""

    calls: Sequence[Call]
    services: Mapping[str, ServiceDays]
    zone: ZoneInfo

    def departures(self, after: datetime, to: str, most: int) -> list[Departure]:
        """The next ones.

        Args:
            after: From when on.
            to: Part of the name of a stop they must come to; empty for anywhere.
            most: How many.
        """
        wanted, begin = to.lower(), after.astimezone(self.zone)
        days = [begin.date() + timedelta(days=ahead) for ahead in (-1, 0, 1)]
        found = [
            Departure(call.line, call.towards, due)
            for day in days
            for call in self.calls
            if _goes_to(call, wanted) and call.service in self.services and self.services[call.service].runs(day)
            if (due := self._due(day, call.leaves)) >= begin
        ]
        return sorted(found, key=lambda departure: departure.due)[:most]

    def _due(self, day: date, seconds: int) -> datetime:
        """Times count from twelve hours before noon, which is midnight but for the days on which clocks change."""
        noon = datetime.combine(day, time(12), self.zone).timestamp()
        return datetime.fromtimestamp(noon + seconds - 12 * 3600, self.zone)


def _goes_to(call: Call, wanted: str) -> bool:
    return not wanted or wanted in call.towards.lower() or any(wanted in name for name in call.then)


async def read_timetable(feed: Path, stop: str) -> Timetable:
    """What leaves from all stops whose name holds some words; takes seconds where the feed is a city's.

    Raises:
        OutsideError: The feed cannot be read, or there is no such stop.
    """
    with open_file(feed, _LARGEST_BYTES) as file:
        timetable = await read("timetable", file, Timetable, _BOUNDS, stop=stop)
    if not timetable.calls:
        raise OutsideError("outside.malformed", f"{feed} has no stop '{stop}' from which anything leaves.")
    return timetable
