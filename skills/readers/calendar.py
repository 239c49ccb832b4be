"""Calendars: iCalendar (RFC 5545) as occurrences, alone or in the answer of a CalDAV server (RFC 4791)."""

import signal
import time as clock
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from itertools import islice
from typing import BinaryIO, TypedDict
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from icalendar import Calendar, Event, vRecur

_MOST_TIMES = 400  # of one repeating event within the days that are asked for
_RULE_SECONDS, _RULES_SECONDS = 0.2, 1.0  # of work, for a rule that may have no time in those days, and for all
_BROKEN = (ValueError, LookupError, TypeError, ArithmeticError, AttributeError)
_CALDAV = "{urn:ietf:params:xml:ns:caldav}calendar-data"


class Found(TypedDict):
    """One time that an event takes place.

    Attributes:
        name: What it is called.
        due: When it begins, in ISO 8601; the first moment of its day where it takes all day.
        all_day: Whether it does.
        uid: The same for all its times.
        reference: Where the event can be deleted as a whole; empty where that would delete other times too.
    """

    name: str
    due: str
    all_day: bool
    uid: str
    reference: str


@dataclass(frozen=True, slots=True)
class Span:
    """The time that is asked for, in the zone in which it is meant; its end does not belong to it."""

    start: datetime
    end: datetime
    zone: tzinfo


def read(data: BinaryIO, start: str, end: str, zone: str | float, caldav: bool) -> list[Found]:
    """The occurrences that begin within a span; an event that cannot be read is left out.

    Args:
        data: An iCalendar text, or a server's answer with several.
        start: First moment.
        end: First moment after.
        zone: Its name, or seconds ahead of UTC.
        caldav: Whether it is a server's answer.

    Raises:
        ValueError: It is no calendar.
    """
    here = ZoneInfo(zone) if isinstance(zone, str) else timezone(timedelta(seconds=zone))
    span = Span(datetime.fromisoformat(start).astimezone(here), datetime.fromisoformat(end).astimezone(here), here)
    patience = _Patience()
    if not caldav:
        return _occurrences(data.read().decode("utf-8"), span, "", patience)
    try:
        responses = ElementTree.parse(data).getroot().findall("{DAV:}response")
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error
    found: list[Found] = []
    for response in responses:
        for text in response.iter(_CALDAV):
            try:
                reference = response.findtext("{DAV:}href", "")
                found += _occurrences(text.text or "", span, reference, patience)
            except _BROKEN:  # a stranger may have put it there; the others are the user's
                continue
    return found


class _Patience:
    """How much work rules of repetition may still make: some begin long ago, some have no time at all."""

    def __init__(self) -> None:
        self._left = _RULES_SECONDS

    @contextmanager
    def rule(self) -> Iterator[None]:
        """Within this block, one rule.

        Raises:
            ValueError: It is too much work.
        """
        if not hasattr(signal, "setitimer"):  # there the whole process is ended
            yield
            return
        if self._left <= 0:
            raise ValueError("too many rules")
        began = clock.process_time()
        signal.signal(signal.SIGVTALRM, _give_up)
        signal.setitimer(signal.ITIMER_VIRTUAL, min(self._left, _RULE_SECONDS))
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            self._left -= clock.process_time() - began


def _give_up(*_: object) -> None:
    raise ValueError("too much work")


def _occurrences(text: str, span: Span, reference: str, patience: _Patience) -> list[Found]:
    events = [event for event in Calendar.from_ical(text).walk("VEVENT") if isinstance(event, Event)]
    moved = set(_moves(events, span))
    found: list[Found] = []
    for event in events:
        try:
            with patience.rule():
                found += _times(event, span, moved)
        except _BROKEN:
            continue
    if reference and len(events) == 1 and not events[0].rrules:
        return [{**one, "reference": reference} for one in found]
    return found


def _moves(events: list[Event], span: Span) -> Iterator[tuple[str, datetime]]:
    """The times at which events would have taken place that were moved."""
    for event in events:
        try:
            if _is_moved(event):
                yield str(event.get("UID")), _moment(event.decoded("RECURRENCE-ID"), span.zone)
        except _BROKEN:
            continue


def _times(event: Event, span: Span, moved: set[tuple[str, datetime]]) -> Iterator[Found]:
    """Each time that an event takes place, but for those that another event of the calendar has moved."""
    uid, name = str(event.get("UID", "")), str(event.get("SUMMARY", "")).strip()
    begins: date = event.decoded("DTSTART")
    for due in _starts(event, begins, span):
        if span.start <= due < span.end and (_is_moved(event) or (uid, due) not in moved):
            all_day = not isinstance(begins, datetime)
            yield {"name": name, "due": due.isoformat(), "all_day": all_day, "uid": uid, "reference": ""}


def _starts(event: Event, begins: date, span: Span) -> Iterator[datetime]:
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
    if any(int(step) < 1 for step in rule.get("INTERVAL", ())):
        raise ValueError("a step that leads nowhere")
    if "UNTIL" in rule:
        rule["UNTIL"] = [_moment(end, zone).replace(tzinfo=None) for end in rule["UNTIL"]]
    return str(vRecur(rule).to_ical(), "ascii")  # type: ignore[no-untyped-call]  # icalendar leaves it untyped


def _is_moved(event: Event) -> bool:
    return "RECURRENCE-ID" in event


def _moment(value: date, zone: tzinfo) -> datetime:
    """A moment in the zone; a day is its first moment, a time without a zone is meant here."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time(), zone)
    return value.astimezone(zone) if value.tzinfo else value.replace(tzinfo=zone)
