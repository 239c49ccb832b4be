"""Timetables in the form that transport agencies publish (gtfs.org/schedule/reference)."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import BinaryIO, TypedDict
from zipfile import BadZipFile, ZipFile

_ADDED, _REMOVED = "1", "2"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LARGEST = 2_000_000_000  # bytes of one file after decompression; stop_times.txt of a country
_LONGEST_LINE = 100_000
_MOST_HOURS = 72
Row = Mapping[str, str]


class Call(TypedDict):
    """A trip that stops where the user begins; see ``skills.transport.gtfs``."""

    line: str
    towards: str
    service: str
    leaves: int
    then: list[str]


class Service(TypedDict):
    """Days on which trips run, in ISO 8601."""

    weekdays: list[int]
    first: str
    last: str
    added: list[str]
    removed: list[str]


class Found(TypedDict):
    """All that leaves from one place; no calls where there is no such stop."""

    calls: list[Call]
    services: dict[str, Service]
    zone: str


def read(data: BinaryIO, stop: str) -> Found:
    """What leaves from all stops whose name holds some words; takes seconds where the feed is a city's.

    Raises:
        ValueError: It is no timetable.
    """
    try:
        with ZipFile(data) as files:
            names = {row["stop_id"]: row["stop_name"] for row in _rows(files, "stops.txt")}
            here = {number for number, name in names.items() if stop.lower() in name.lower()}
            zone = next((row["agency_timezone"] for row in _rows(files, "agency.txt")), "UTC")
            return {"calls": list(_calls(files, names, here)), "services": _services(files), "zone": zone}
    except (BadZipFile, NotImplementedError, RuntimeError, csv.Error, OSError) as error:
        raise ValueError(str(error)) from error


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
            yield {
                "line": lines.get(row["route_id"], ""),
                "towards": row.get("trip_headsign") or after[-1],
                "service": row["service_id"],
                "leaves": leaves[row["trip_id"]][1],
                "then": [name.lower() for name in after],
            }


def _services(files: ZipFile) -> dict[str, Service]:
    regular = {row["service_id"]: row for row in _rows(files, "calendar.txt")}
    changed: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in _rows(files, "calendar_dates.txt"):
        changed[row["service_id"], row["exception_type"]].add(_day(row["date"]))
    return {
        name: _service(regular.get(name), changed.get((name, _ADDED), set()), changed.get((name, _REMOVED), set()))
        for name in {*regular, *(name for name, _ in changed)}
    }


def _service(row: Row | None, added: set[str], removed: set[str]) -> Service:
    regular: Row = row or {"start_date": "99991231", "end_date": "00010101"}
    return {
        "weekdays": [number for number, name in enumerate(_WEEKDAYS) if regular.get(name) == "1"],
        "first": _day(regular["start_date"]),
        "last": _day(regular["end_date"]),
        "added": sorted(added),
        "removed": sorted(removed),
    }


def _rows(files: ZipFile, name: str) -> Iterator[Row]:
    """The lines of a file of the feed; none where it is not there, since some may be left out."""
    if name not in files.namelist():
        return
    if files.getinfo(name).file_size > _LARGEST:
        raise ValueError(f"{name} is too large")
    with files.open(name) as file:
        yield from csv.DictReader(_lines(io.TextIOWrapper(file, "utf-8-sig")))


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(_LONGEST_LINE):
        yield line


def _day(text: str) -> str:
    return f"{text[:4]}-{text[4:6]}-{text[6:8]}"


def _seconds(text: str) -> int:
    hours, minutes, seconds = map(int, text.split(":"))
    if not 0 <= hours <= _MOST_HOURS:
        raise ValueError(f"{hours} hours")
    return hours * 3600 + minutes * 60 + seconds
