"""Value resolution: which dates and times of real utterances are read, and whether they come out as in English."""

import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from lab.nlu.training import massive
from lab.nlu.training.massive import Example
from nlu.values import When, resolve_when, spot_when
from runtime.provenance import Provenance

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))
_TIMES = ("date", "time", "timeofday")
_OTHERS = ("person", "song_name", "food_type", "list_name", "business_name", "event_name")
_PIVOT = "en-US"
Step = Callable[[int, int, str], None]


class ValueScores(BaseModel):
    """Percentages over the dev slots of one locale.

    Attributes:
        date: Slots that name a day, a week or the like and were read as one.
        time: Slots of clock times and durations that were read.
        timeofday: Slots such as *this morning* that were read.
        slots: How many of the three there are.
        as_in_english: Of the values read in both, those equal to the value of the parallel English slot.
        compared: How many.
        false_alarms: Null control: slots of people, songs, dishes and so on in which ``spot_when`` sees a time.
        others: How many.
    """

    model_config = ConfigDict(frozen=True)

    date: float
    time: float
    timeofday: float
    slots: int
    as_in_english: float
    compared: int
    false_alarms: float
    others: int

    @property
    def resolved(self) -> float:
        """Mean of the three."""
        return (self.date + self.time + self.timeofday) / 3


class ValuesRecord(BaseModel):
    """What was measured.

    Attributes:
        provenance: Machine, versions, commit, command.
        now: The moment that relative times are relative to.
        locales: Each locale.
        mean: Mean percentages.
        unread: For each locale, the slot values that stayed unread most often.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    now: str
    locales: dict[str, ValueScores]
    mean: dict[str, float]
    unread: dict[str, tuple[str, ...]]


def bench_values(data: Path, wanted: Sequence[str], step: Step) -> ValuesRecord:
    """Read every date and time slot of the dev split.

    Args:
        data: Folder of MASSIVE.
        wanted: Locales.
        step: Told what is done.
    """
    pivot = _values(massive.read(data, [_PIVOT], "dev"))
    locales, unread = {}, {}
    for done, locale in enumerate(wanted):
        step(done, len(wanted), locale)
        examples = massive.read(data, [locale], "dev")
        locales[locale], unread[locale] = _scored(examples, pivot)
    rates = ("date", "time", "timeofday", "as_in_english", "false_alarms", "resolved")
    return ValuesRecord(
        provenance=Provenance.here("python -m lab bench values --data DATA"),
        now=NOW.isoformat(),
        locales=locales,
        mean={rate: round(statistics.fmean(getattr(each, rate) for each in locales.values()), 1) for rate in rates},
        unread=unread,
    )


def _values(examples: Iterable[Example]) -> dict[tuple[str, str], When | None]:
    """What the only slot of its kind in an utterance comes to, by the utterance's id and the kind."""
    found: dict[tuple[str, str], When | None] = {}
    for example in examples:
        for kind in _TIMES:
            texts = _texts(example, (kind,))
            if len(texts) == 1:
                found[example.id, kind] = resolve_when(texts, example.locale, NOW)
    return found


def _texts(example: Example, kinds: Sequence[str]) -> list[str]:
    text = example.annotated.text
    return [text[span.start : span.end] for span in example.annotated.spans if span.slot in kinds]


def _scored(
    examples: Sequence[Example], pivot: Mapping[tuple[str, str], When | None]
) -> tuple[ValueScores, tuple[str, ...]]:
    read: dict[str, list[bool]] = {kind: [] for kind in _TIMES}
    unread: dict[str, int] = {}
    for example in examples:
        for kind in _TIMES:
            for text in _texts(example, (kind,)):
                found = resolve_when([text], example.locale, NOW)
                read[kind].append(found is not None)
                if found is None:
                    unread[text] = unread.get(text, 0) + 1
    equal = [
        _same(value, other)
        for key, value in _values(examples).items()
        if value is not None and (other := pivot.get(key)) is not None
    ]
    alarms = [
        spot_when(text, example.locale, NOW) is not None for example in examples for text in _texts(example, _OTHERS)
    ]
    scores = ValueScores(
        date=_percent(read["date"]),
        time=_percent(read["time"]),
        timeofday=_percent(read["timeofday"]),
        slots=sum(map(len, read.values())),
        as_in_english=_percent(equal),
        compared=len(equal),
        false_alarms=_percent(alarms),
        others=len(alarms),
    )
    return scores, tuple(sorted(unread, key=lambda text: -unread[text])[:20])


def _same(value: When, other: When) -> bool:
    """Whether two texts come to the same: the same moment or the same days, clock and weekdays."""
    days = (value.day, value.until, value.repeat) == (other.day, other.until, other.repeat)
    if value.moment or other.moment:
        return value.moment == other.moment
    if value.clock and other.clock:
        half = {(value.clock.hour - other.clock.hour) % 24} <= (
            {0, 12} if value.twelve_hour or other.twelve_hour else {0}
        )
        return days and half and value.clock.minute == other.clock.minute
    return days and value.clock == other.clock and (value.day is not None or bool(value.period) == bool(other.period))


def _percent(marks: Sequence[bool]) -> float:
    return round(100 * sum(marks) / max(len(marks), 1), 1)
