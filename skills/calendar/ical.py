"""Calendars that are kept elsewhere: iCalendar (RFC 5545) as occurrences, and files of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import islice
from pathlib import Path

from dateutil.rrule import rrulestr
from icalendar import Calendar, Event, vRecur

_MOST_TIMES = 400  # of one repeating event within the days that are asked for


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
        address: Where it can be deleted; empty where it cannot, or where that would delete its other times too.
    """

    name: str
    due: datetime
    all_day: bool = False
    uid: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """An ``.ics`` file, read anew each time so that it can change."""

    path: Path

    def occurrences(self, span: Days) -> list[Occurrence]:
        """What takes place in those days; blocks.

        Raises:
            OSError: It cannot be read, or is no calendar.
        """
        return read_occurrences(self.path.read_text(encoding="utf-8"), span)


def read_occurrences(text: str, span: Days, address: str = "") -> list[Occurrence]:
    """The occurrences of an iCalendar text that begin in those days.

    Args:
        text: One calendar.
        span: Which days.
        address: Where the whole of it can be deleted.

    Raises:
        OSError: It is no calendar.
    """
    try:
        events = [event for event in Calendar.from_ical(text).walk("VEVENT") if isinstance(event, Event)]
        moved = {
            (str(event.get("UID")), _moment(_moved_from(event), span.zone)) for event in events if _is_moved(event)
        }
        found = [occurrence for event in events for occurrence in _times(event, span, moved)]
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise ConnectionError(f"not a calendar: {error}") from error
    if len(events) == 1 and not events[0].rrules and address:
        return [replace(occurrence, address=address) for occurrence in found]
    return found


def _times(event: Event, span: Days, moved: set[tuple[str, datetime]]) -> Iterator[Occurrence]:
    """Each time that an event takes place, but for those that another event of the calendar has moved."""
    uid, name = str(event.get("UID", "")), str(event.get("SUMMARY", "")).strip()
    begins: date = event.decoded("DTSTART")
    for due in _starts(event, begins, span):
        if span.start <= due < span.end and (_is_moved(event) or (uid, due) not in moved):
            yield Occurrence(name, due, not isinstance(begins, datetime), uid)


def _starts(event: Event, begins: date, span: Days) -> Iterator[datetime]:
    if not event.rrules or _is_moved(event):
        yield _moment(begins, span.zone)
        return
    left_out = {_moment(left, span.zone) for left in event.exdates}
    zone = begins.tzinfo if isinstance(begins, datetime) and begins.tzinfo else span.zone
    wall = _moment(begins, zone).replace(tzinfo=None)  # rules are about the clock on the wall
    after, until = (edge.astimezone(zone).replace(tzinfo=None) for edge in (span.start, span.end))
    rule = rrulestr(_wall_rule(event, zone), dtstart=wall)
    for start in islice(rule.xafter(after, inc=True), _MOST_TIMES):
        if start > until:
            return
        due = start.replace(tzinfo=zone).astimezone(span.zone)
        if due not in left_out:
            yield due


def _wall_rule(event: Event, zone: tzinfo) -> str:
    """The rule with its end on the same clock as its start."""
    rule = dict(event.rrules[0])
    if "UNTIL" in rule:
        rule["UNTIL"] = [_moment(end, zone).replace(tzinfo=None) for end in rule["UNTIL"]]
    return str(vRecur(rule).to_ical(), "ascii")  # type: ignore[no-untyped-call]  # icalendar leaves it untyped


def _moved_from(event: Event) -> date:
    """The time at which it would have taken place."""
    start: date = event.decoded("RECURRENCE-ID")
    return start


def _is_moved(event: Event) -> bool:
    return "RECURRENCE-ID" in event


def _moment(value: date, zone: tzinfo) -> datetime:
    """A moment in the zone; a day is its first moment, a time without a zone is meant here."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time(), zone)
    return value.astimezone(zone) if value.tzinfo else value.replace(tzinfo=zone)
