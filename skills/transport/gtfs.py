"""Departures from a timetable in the form that transport agencies publish (gtfs.org/schedule/reference)."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zoneinfo import ZoneInfo

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ADDED = "1"
Row = Mapping[str, str]


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


def read_timetable(feed: Path, stop: str) -> Timetable:
    """What leaves from all stops whose name holds some words; blocks, for seconds where the feed is a city's.

    Raises:
        OSError: The feed cannot be read, or there is no such stop.
    """
    try:
        with ZipFile(feed) as files:
            names = {row["stop_id"]: row["stop_name"] for row in _rows(files, "stops.txt")}
            here = {number for number, name in names.items() if stop.lower() in name.lower()}
            if not here:
                raise FileNotFoundError(f"no stop '{stop}' in {feed}")
            zone = ZoneInfo(next(_rows(files, "agency.txt"))["agency_timezone"])
            return Timetable(tuple(_calls(files, names, here)), _services(files), zone)
    except (BadZipFile, KeyError, ValueError, StopIteration) as error:
        raise ConnectionError(f"{feed} is no timetable: {error!r}") from error


def _calls(files: ZipFile, names: Mapping[str, str], here: set[str]) -> Iterator[Call]:
    """Two passes over the times, since a feed may list a trip's stops in any order, and is too long to keep."""
    leaves: dict[str, tuple[int, int]] = {}
    for row in _rows(files, "stop_times.txt"):
        if row["stop_id"] in here and row["departure_time"].strip():
            leaves[row["trip_id"]] = (int(row["stop_sequence"]), _seconds(row["departure_time"]))
    then: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in _rows(files, "stop_times.txt"):
        if row["trip_id"] in leaves and int(row["stop_sequence"]) > leaves[row["trip_id"]][0]:
            then[row["trip_id"]].append((int(row["stop_sequence"]), names.get(row["stop_id"], "")))
    lines = {
        row["route_id"]: row.get("route_short_name") or row["route_long_name"] for row in _rows(files, "routes.txt")
    }
    for row in _rows(files, "trips.txt"):
        after = [name for _, name in sorted(then.get(row["trip_id"], ()))]
        if after:  # what ends here takes nobody anywhere
            towards = row.get("trip_headsign") or after[-1]
            seconds = leaves[row["trip_id"]][1]
            stops = tuple(name.lower() for name in after)
            yield Call(lines.get(row["route_id"], ""), towards, row["service_id"], seconds, stops)


def _services(files: ZipFile) -> Mapping[str, ServiceDays]:
    regular = {row["service_id"]: row for row in _rows(files, "calendar.txt")}
    changed: dict[tuple[str, str], set[date]] = defaultdict(set)
    for row in _rows(files, "calendar_dates.txt"):
        changed[row["service_id"], row["exception_type"]].add(_day(row["date"]))
    return {
        name: _service(regular.get(name), changed.get((name, _ADDED), set()), changed.get((name, "2"), set()))
        for name in {*regular, *(name for name, _ in changed)}
    }


def _service(row: Row | None, added: set[date], removed: set[date]) -> ServiceDays:
    if row is None:
        return ServiceDays(frozenset(), date.max, date.min, frozenset(added), frozenset(removed))
    weekdays = frozenset(number for number, name in enumerate(_WEEKDAYS) if row[name] == "1")
    return ServiceDays(weekdays, _day(row["start_date"]), _day(row["end_date"]), frozenset(added), frozenset(removed))


def _rows(files: ZipFile, name: str) -> Iterator[Row]:
    """The lines of a file of the feed; none where it is not there, since some may be left out."""
    if name not in files.namelist():
        return
    with files.open(name) as file:
        yield from csv.DictReader(io.TextIOWrapper(file, "utf-8-sig"))


def _day(text: str) -> date:
    return datetime.strptime(text, "%Y%m%d").date()


def _seconds(text: str) -> int:
    hours, minutes, seconds = map(int, text.split(":"))
    return hours * 3600 + minutes * 60 + seconds
