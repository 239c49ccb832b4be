"""Points in time: what a person says, and what it comes to on the calendar."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product
from typing import Literal

from nlu.values.language import babel_locale

Period = Literal["", "am", "pm", "night"]
DAILY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class When:
    """A time as it was said, of which parts may be missing.

    Attributes:
        day: The calendar day.
        clock: The time of day; its hour is below 13 and ambiguous where ``period`` is empty and ``twelve_hour`` set.
        period: Part of the day that was named.
        repeat: Weekdays on which it recurs, 0 for Monday; empty for once.
        moment: The exact moment, for *in five minutes*; the other parts are then empty.
        weekday: Whether the day was named by its place in the week, so that next week's will do where today's is over.
        until: The last day, where a week, a month or the like was named; ``day`` is then its first that is not over.
        twelve_hour: Whether the hour may be meant in the morning as well as in the afternoon.
    """

    day: date | None = None
    clock: time | None = None
    period: Period = ""
    repeat: frozenset[int] = frozenset()
    moment: datetime | None = None
    weekday: bool = False
    twelve_hour: bool = False
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether it names that day; where it names none, every day will do."""
        return self.day is None or self.day <= day <= (self.until or self.day)

    def after(self, now: datetime) -> datetime | None:
        """The first moment it can mean after ``now``, in the zone of ``now``; None without a time of day."""
        if self.moment is not None:
            return self.moment
        if self.clock is None:
            return None
        found = (moment for moment in self._candidates(now) if moment > now)
        return min(found, default=None)

    def _candidates(self, now: datetime) -> list[datetime]:
        assert self.clock is not None
        times = [self.clock]
        if self.twelve_hour and (self.day is None or self.day == now.date()) and not self.repeat:
            times.append(self.clock.replace(hour=(self.clock.hour + 12) % 24))
        first = self.day or now.date()
        distances = range(9) if self.day is None or self.repeat else (0, 7) if self.weekday else (0,)
        found = []
        for distance, hour in product(distances, times):
            with suppress(OverflowError):  # the calendar ends with the year 9999
                day = first + timedelta(days=distance)
                if not self.repeat or day.weekday() in self.repeat:
                    found.append(wall_time(datetime.combine(day, hour), now))
        return found

    def merged(self, other: "When") -> "When":
        """These parts, with those of ``other`` where these are missing."""
        return replace(
            self,
            day=self.day or other.day,
            weekday=self.weekday if self.day else other.weekday,
            until=self.until if self.day else other.until,
            clock=self.clock or other.clock,
            period=self.period or other.period,
            repeat=self.repeat or other.repeat,
        )


def wall_time(naive: datetime, now: datetime) -> datetime:
    """A wall-clock time in the zone of ``now``; one that a clock change skips is moved forward by the change."""
    local = naive.replace(tzinfo=now.tzinfo)
    return local.astimezone(UTC).astimezone(now.tzinfo)


def uses_twelve_hours(locale: str) -> bool:
    """Whether people in the locale write 7 PM rather than 19:00."""
    return any(letter in babel_locale(locale).time_formats["short"].pattern for letter in "hK")
