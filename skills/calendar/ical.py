"""Calendars that are kept elsewhere, and files of them."""

import asyncio
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from dialog.outside import file_bytes
from skills.readers.process import read

_MOST_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Days:
    """The days that are asked for, both included, in the zone in which they are meant."""

    first: date
    last: date
    zone: tzinfo

    @property
    def start(self) -> datetime:
        """Its first moment."""
        return datetime.combine(self.first, time(), self.zone)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.last + timedelta(days=1), time(), self.zone)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Something that a calendar elsewhere holds, once for each time it takes place.

    Attributes:
        name: What it is called.
        due: When it begins; the first moment of its day where it takes all day.
        all_day: Whether it does.
        uid: The same for all its times.
        reference: Where it can be deleted; empty where it cannot, or where that would delete its other times too.
    """

    name: str
    due: datetime
    all_day: bool = False
    uid: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """An ``.ics`` file, read anew each time so that it can change."""

    path: Path

    async def occurrences(self, span: Days) -> list[Occurrence]:
        """What takes place in those days.

        Raises:
            OutsideError: It cannot be read, or is no calendar.
        """
        return await read_occurrences(await asyncio.to_thread(file_bytes, self.path, _MOST_BYTES), span)


async def read_occurrences(data: bytes, span: Days, *, caldav: bool = False) -> list[Occurrence]:
    """The occurrences that begin in those days.

    Args:
        data: An iCalendar text, or a CalDAV server's answer.
        span: Which days.
        caldav: Whether it is the latter.

    Raises:
        OutsideError: It is no calendar.
    """
    zone = span.zone.key if isinstance(span.zone, ZoneInfo) else (span.start.utcoffset() or timedelta()).total_seconds()
    start, end = span.start.isoformat(), span.end.isoformat()
    found = await read("calendar", data, list[Occurrence], start=start, end=end, zone=zone, caldav=caldav)
    return [replace(occurrence, due=occurrence.due.astimezone(span.zone)) for occurrence in found]
