"""Reads points in time from words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from nlu.values.calendar_words import month_days, months, nouns, relative_days, relative_spans, span, weekdays
from nlu.values.durations import resolve_duration
from nlu.values.language import inflected, is_spaced, language
from nlu.values.moments import DAILY, Period, When, uses_twelve_hours
from nlu.values.numbers import digits
from nlu.values.vocabulary import TimeWords, time_words

_WORKDAYS = frozenset(range(5))
_WEEKENDS = frozenset({5, 6})
_HOUR, _MINUTE = r"(?<!\d)(?P<h>[01]?\d|2[0-4])", r"(?P<m>[0-5]?\d)(?!\d)"


def resolve_when(texts: Sequence[str], locale: str, now: datetime) -> When | None:
    """The point in time that the texts name together, such as ``("tomorrow", "half past six", "in the morning")``.

    Args:
        texts: Slot texts: they are known to be about time, so that a number alone is an hour.
        locale: Such as ``en-US``.
        now: The current time with its zone; what is relative is relative to it.

    Returns:
        None where no part of a time can be read.
    """
    return _resolved(texts, locale, now, alone=True)


def spot_when(utterance: str, locale: str, now: datetime) -> When | None:
    """The point in time that a whole utterance names somewhere; a number without words of time is not taken for one."""
    return _resolved([utterance], locale, now, alone=False)


def _resolved(texts: Sequence[str], locale: str, now: datetime, *, alone: bool) -> When | None:
    text = re.sub(r"\b([ap])\. ?m\b\.?", r"\1m", " ".join(texts).replace("’", "'"), flags=re.IGNORECASE)
    if not is_spaced(locale):
        text = re.sub(r"(?<!\d)[\s\u200b]+|[\s\u200b]+(?!\d)", "", text)
    said = _Phrase(digits(text, locale), locale, now)
    repeat = said.take_repeat()
    clock = said.take_worded_clock()
    phrase = said.take_phrase()
    day, weekday = said.take_day()
    if phrase and weekday and day:
        day = _within(phrase, day)
    period = said.take_period()
    clock = clock or said.take_written_clock()
    if clock is None:
        length = resolve_duration(said.text, locale)
        # "seven hours in the evening", as some languages say it, is a time of day
        if length is not None and not (period and length <= timedelta(hours=12) and not length % timedelta(hours=1)):
            return _relative(length, now, day, repeat)
        days = (phrase or said.take_span()) if day is None else None
        if days is not None:
            (day, until), weekday = days, False
            return replace(_assembled(said.take_written_clock(), period or "", day, repeat, locale), until=until)
        clock = said.take_bare_clock() if alone or period else None
    if period is None and clock is None and day is None and not repeat:
        return None
    return replace(_assembled(clock, period or "", day, repeat, locale), weekday=weekday)


def _relative(length: timedelta, now: datetime, day: date | None, repeat: frozenset[int]) -> When:
    if length >= timedelta(days=1) and not length % timedelta(days=1):
        return When(day=(now + length).date(), repeat=repeat)
    moment = (now.astimezone(tz=None) + length).astimezone(now.tzinfo)
    return When(day=day, moment=moment, repeat=repeat)


def _assembled(
    clock: tuple[int, int] | None, period: Period, day: date | None, repeat: frozenset[int], locale: str
) -> When:
    if clock is None:
        return When(day, None, period, repeat)
    hour, minute = divmod((clock[0] * 60 + clock[1]) % 1440, 60)
    ambiguous = not period and 1 <= hour <= 12 and uses_twelve_hours(locale)
    if period == "am" and hour >= 12:
        hour -= 12
    elif hour < 12 and (period == "pm" or (period == "night" and hour >= 6)):
        hour += 12
    elif period == "night" and hour == 12:
        hour = 0
    return When(day, time(hour, minute), period, repeat, twelve_hour=ambiguous)


@dataclass(slots=True)
class _Phrase:
    """What is left of the words while parts are taken out of them."""

    text: str
    locale: str
    now: datetime

    @property
    def words(self) -> TimeWords:
        return time_words(language(self.locale))

    def take_repeat(self) -> frozenset[int]:
        for patterns, days in (
            (self.words.daily, DAILY),
            (self.words.workdays, _WORKDAYS),
            (self.words.weekends, _WEEKENDS),
        ):
            part = self._find(patterns)
            if part is not None:
                # "every morning" still says that it is in the morning
                self.text += " " + " ".join(p for p in (*self.words.am, *self.words.pm) if re.search(p, part))
                return days
        every = self._pattern(self.words.every)
        names = weekdays(self.locale)
        found = {
            day
            for name, day in names.items()
            if every and re.search(rf"(?:{every})\s*(?:{name})|(?:{name}){self.words.plural or '(?!)'}\b", self.text)
        }
        for name in (name for name, day in names.items() if day in found):
            self.text = re.sub(rf"(?:(?:{every})\s*)?(?:{name})s?", " ", self.text)
        return frozenset(found)

    def take_day(self) -> tuple[date | None, bool]:
        """The day, and whether it was named as a day of the week."""
        today = self.now.date()
        for pattern, distance in relative_days(self.locale).items():
            part = self._find((pattern,))
            if part is not None:
                self.text += " " + " ".join(p for p in (*self.words.pm, *self.words.night) if re.fullmatch(p, part))
                return today + timedelta(days=distance), False
        named = self._take_calendar_date()
        if named is not None:
            return named, False
        for name, day in weekdays(self.locale).items():
            if self._find((name,)) is not None:
                distance = (day - today.weekday()) % 7
                over = self._find(self.words.last) is not None
                return today + timedelta(days=distance - 7 * over), not over
        return None, False

    def _take_calendar_date(self) -> date | None:
        iso = re.search(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)", self.text)
        if iso:
            try:
                day = date.fromisoformat(iso.group())
            except ValueError:
                return None
            self._cut(iso)
            return day
        number = r"(?:the )?(?P<{0}>\d{{1,2}})(?:st|nd|rd|th|º|ª|er|\.|日|号|號|일)?"
        month = inflected("|".join(months(self.locale)), self.locale)
        before, after = rf"{number.format('d1')}\s*(?:of |de |di |d'|da )?", rf"\s*{number.format('d2')}(?!\d)"
        for pattern in (rf"{before}(?P<month>{month})", rf"(?P<month>{month}){after}"):
            found = re.search(rf"(?<!\d){pattern}(?:,?\s*(?:de )?(?P<year>\d{{4}}))?", self.text)
            named = self._day_of(found) if found else None
            if found and named:
                self._cut(found)
                return named
        ordinal = re.search(r"\b(?:the )?(\d{1,2})(?:st|nd|rd|th|º|\.)(?!\w)", self.text)
        if ordinal and 1 <= int(ordinal.group(1)) <= 31:
            self._cut(ordinal)
            return _next_day_of_month(int(ordinal.group(1)), self.now.date())
        return None

    def _day_of(self, found: re.Match[str]) -> date | None:
        """The next day of that number in that month, or that of the year that was named."""
        named = found.groupdict()
        month = self._month(named["month"])
        day, today = int(named.get("d1") or named.get("d2") or 0), self.now.date()
        years = [int(named["year"])] if named["year"] else [today.year, today.year + 1, today.year + 2, today.year + 3]
        for year in years:
            try:
                candidate = date(year, month, day)
            except ValueError:
                continue
            if named["year"] or candidate >= today:
                return candidate
        return None

    def _month(self, name: str) -> int:
        return next(
            place for pattern, place in months(self.locale).items() if re.search(inflected(pattern, self.locale), name)
        )

    def take_phrase(self) -> tuple[date, date] | None:
        """First and last day of what a whole phrase such as *next week* names."""
        for pattern, (kind, step) in relative_spans(self.locale).items():
            if self._find((pattern,)) is not None:
                return span(kind, step, self.now.date())
        return None

    def take_span(self) -> tuple[date, date] | None:
        """First and last day of a week, weekend, month or year."""
        today = self.now.date()
        found = re.search(inflected("|".join(months(self.locale)), self.locale), self.text)
        if found:
            self._cut(found)
            place = self._month(found.group()) - 1
            first, last = month_days(today.year + (place < today.month - 1), place)
            return max(first, today), last
        for noun, patterns in nouns(self.locale).items():
            before = self.text
            if self._find(patterns) is not None:
                step = self._step()
                if step or noun != "day":
                    return span(noun, step, today)
                self.text = before
        return None

    def _step(self) -> int:
        return 1 if self._find(self.words.next) is not None else -(self._find(self.words.last) is not None)

    def take_period(self) -> Period | None:
        choices: tuple[tuple[Period, Iterable[str]], ...] = (
            ("", self.words.midnight),
            ("", self.words.noon),
            ("night", self.words.night),
            ("am", (*self.words.am, "am")),
            ("pm", (*self.words.pm, "pm")),
        )
        for place, (period, patterns) in enumerate(choices):
            if self._find(tuple(patterns)) is not None:
                if not period:
                    self.text += " 24:00" if place == 0 else " 12:00"
                    return "am" if place == 0 else "pm"
                return period
        return None

    def take_worded_clock(self) -> tuple[int, int] | None:
        """Hours and minutes said as the language does: half past, o'clock."""
        for pattern, minutes in self.words.clock.items():
            found = re.search(pattern.replace("{h}", _HOUR).replace("{m}", _MINUTE), self.text)
            if found:
                self._cut(found)
                said = int(found.group("m")) if isinstance(minutes, str) else minutes
                return int(found.group("h")), -said if minutes == "-m" else said
        return None

    def take_written_clock(self) -> tuple[int, int] | None:
        """Hours and minutes side by side: 6:30 or 6 30."""
        found = re.search(rf"{_HOUR}[:.]{_MINUTE}", self.text) or re.search(rf"{_HOUR} (?P<m>[0-5]\d)(?!\d)", self.text)
        if found:
            self._cut(found)
            return int(found.group("h")), int(found.group("m"))
        return None

    def take_bare_clock(self) -> tuple[int, int] | None:
        """A number that stands alone: ``7``, or ``630`` as people say six thirty."""
        found = re.search(r"(?<![\d.,])(\d{1,4})(?![\d.,])", self.text)
        if not found:
            return None
        number = int(found.group(1))
        hour, minute = (number, 0) if number <= 24 else divmod(number, 100)
        if hour > 24 or minute > 59:
            return None
        self._cut(found)
        return hour, minute

    def _pattern(self, words: Iterable[str]) -> str:
        return "|".join(sorted(words, key=len, reverse=True))

    def _find(self, words: Iterable[str]) -> str | None:
        pattern = self._pattern(words)
        found = re.search(inflected(pattern, self.locale), self.text) if pattern else None
        if not found:
            return None
        self._cut(found)
        return found.group()

    def _cut(self, found: re.Match[str]) -> None:
        self.text = f"{self.text[: found.start()]} {self.text[found.end() :]}"


def _within(days: tuple[date, date], weekday: date) -> date:
    """The day of that name inside a week, or the next one where it is over."""
    inside = days[0] + timedelta(days=(weekday - days[0]).days % 7)
    return inside if inside <= days[1] else weekday


def _next_day_of_month(day: int, today: date) -> date | None:
    for distance in range(62):
        candidate = today + timedelta(days=distance)
        if candidate.day == day:
            return candidate
    return None
