"""Words of time and number that CLDR does not hold, for one language; every string is a regular expression.

They are matched against lower-case text whose numbers are digits already.
"""

from collections.abc import Mapping
from typing import Literal

from locales import Words, section

Kind = Literal["weekend", "week", "month", "year", "day"]


class TimeWords(Words):
    """Words of time.

    Attributes:
        respell: Rewrites before lengths of time are read, for names of units that CLDR does not hold.
        fractions: Durations said with fractions, each with its minutes; ``{n}`` takes a number of hours.
        clock: Ways to say a time of day, each with its minutes, or ``m``/``-m`` for minutes named in ``{m}``.
        am: Words that put an hour in the morning.
        pm: Words that put an hour in the afternoon or evening.
        night: Words for the night, before and after midnight.
        noon: Words for 12:00.
        midnight: Words for 0:00.
        days: Words for a day, each with its distance from today.
        every: Words that make a weekday recur.
        daily: Every day of the week.
        workdays: Monday to Friday.
        weekends: Saturday and Sunday.
        weekend: Words for the end of the week.
        week: Words for a week, beside those that CLDR has.
        month: Words for a month, likewise.
        year: Words for a year, likewise.
        next: Words that name the coming week, month or year.
        last: Words that name the one before.
        spans: Whole phrases for a week and the like, with how many weeks it is from now.
        plural: What makes the name of a weekday mean each of them.
        weekdays: More names of the days of the week, 0 for Monday.
        months: More names of the months, 1 for January.
    """

    respell: Mapping[str, str] = {}
    fractions: Mapping[str, float] = {}
    clock: Mapping[str, int | str] = {}
    am: tuple[str, ...] = ()
    pm: tuple[str, ...] = ()
    night: tuple[str, ...] = ()
    noon: tuple[str, ...] = ()
    midnight: tuple[str, ...] = ()
    days: Mapping[str, int] = {}
    every: tuple[str, ...] = ()
    daily: tuple[str, ...] = ()
    workdays: tuple[str, ...] = ()
    weekends: tuple[str, ...] = ()
    weekend: tuple[str, ...] = ()
    week: tuple[str, ...] = ()
    month: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    spans: Mapping[str, tuple[Kind, int]] = {}
    plural: str = ""
    weekdays: Mapping[str, int] = {}
    months: Mapping[str, int] = {}


class NumberWords(Words):
    """Words for numbers.

    Attributes:
        one: Articles that stand for one, as in *an hour*.
        respell: Rewrites before numbers are read, for number words that the number grammar does not hold.
        words: More words for numbers.
    """

    one: tuple[str, ...] = ()
    respell: Mapping[str, str] = {}
    words: Mapping[str, int] = {}


class Inflection(Words):
    """What the language attaches to its words.

    Attributes:
        prefix: What may be attached in front of a word.
        suffix: What may be attached behind a word, such as endings of cases.
    """

    prefix: str = ""
    suffix: str = ""


def time_words(language: str) -> TimeWords:
    """The language's own words of time; none for a language that goes by CLDR alone."""
    return section(language, "time", TimeWords) or TimeWords()


def number_words(language: str) -> NumberWords:
    """The language's own words for numbers; none likewise."""
    return section(language, "numbers", NumberWords) or NumberWords()


def inflection(language: str) -> Inflection:
    """What the language attaches to its words; nothing where it has no such table."""
    return section(language, "inflection", Inflection) or Inflection()
