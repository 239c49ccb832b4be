"""Days and times as skills hear and say them."""

from datetime import date, datetime, time

from dialog.skill import Request
from nlu.values import When, resolve_when

WHEN_SLOTS = ("time", "timeofday", "date", "general_frequency")
_NEAR_DAYS = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def when_said(request: Request) -> When | None:
    """The moment that the slots about time name together; None where there are none, or they name none."""
    said = request.interpretation
    texts = [slot.text for slot in said.slots if slot.name in WHEN_SLOTS]
    return resolve_when(texts, said.locale, request.clock.now()) if texts else None


def names_time(when: When | None) -> bool:
    """Whether it says at what time, not on what day only."""
    return when is not None and (when.clock is not None or when.moment is not None)


def time_of_day(when: When, due: datetime) -> time | None:
    """The time on the wall at which something due then recurs; None where it counts down."""
    return due.time().replace(tzinfo=None, fold=0) if when.clock is not None else None


def day_name(day: date, now: datetime) -> str:
    """``yesterday``, ``today``, ``tomorrow`` or ``other``, for messages to choose by."""
    return _NEAR_DAYS.get((day - now.date()).days, "other")
