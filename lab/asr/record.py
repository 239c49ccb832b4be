"""What a benchmark run found, as it is printed and kept."""

from collections.abc import Iterable
from typing import Self

from pydantic import BaseModel, ConfigDict

from runtime.machine import Machine


class SetScore(BaseModel):
    """One recogniser on one set of recordings.

    Attributes:
        words: Words of the references, characters where the language is written without spaces.
        errors: Words substituted, left out or put in.
        low: Lower end of the 95 % interval of the word error rate, from resampling the clips.
        high: Its upper end.
        commands: Clips with slots.
        slots_right: Commands of which every slot's words were heard.
        languages_right: Clips whose language was told right, or given.
        cpu_seconds: Of the recogniser alone.
    """

    model_config = ConfigDict(frozen=True)

    recognizer: str
    set: str
    language: str
    clips: int
    seconds: float
    words: int = 0
    errors: int = 0
    low: float = 0.0
    high: float = 0.0
    commands: int = 0
    slots_right: int = 0
    languages_right: int = 0
    cpu_seconds: float = 0.0

    @property
    def wer(self) -> float | None:
        """Errors to words."""
        return self.errors / self.words if self.words else None


class Total(BaseModel):
    """A recogniser on all sets of one language."""

    model_config = ConfigDict(frozen=True)

    language: str
    clips: int
    seconds: float
    words: int
    errors: int
    commands: int
    slots_right: int
    languages_right: int
    cpu_seconds: float

    @classmethod
    def of(cls, language: str, scores: Iterable[SetScore]) -> Self:
        """Add up the sets of a language."""
        mine = [score for score in scores if score.language == language]
        sums = {name: sum(getattr(score, name) for score in mine) for name in cls.model_fields if name != "language"}
        return cls(language=language, **sums)

    @property
    def wer(self) -> float | None:
        """Errors to words."""
        return self.errors / self.words if self.words else None


class Contestant(BaseModel):
    """One recogniser in a process of its own.

    Attributes:
        name: Of the recogniser.
        entry: What it was entered as.
        scores: By set.
        load_seconds: Until it could transcribe.
        peak_mb: The most resident memory of the process, in 10^6 bytes.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    entry: str
    scores: tuple[SetScore, ...]
    load_seconds: float
    peak_mb: float

    def totals(self) -> tuple[Total, ...]:
        """For each language, all sets together."""
        languages = dict.fromkeys(score.language for score in self.scores)
        return tuple(Total.of(language, self.scores) for language in sorted(languages))


class Delay(BaseModel):
    """How long after the endpoint the final transcript came, in milliseconds.

    Attributes:
        clips: Commands.
        median: By the clock, with whatever else the machine was doing.
        p95: The same, of 95 %.
        pause_median: From the end of the speech to the endpoint.
        alone_median: As on a core of its own: the recogniser takes its processor time and nothing waits for others.
        alone_p95: The same, of 95 %.
    """

    model_config = ConfigDict(frozen=True)

    clips: int
    median: float
    p95: float
    pause_median: float
    alone_median: float | None = None
    alone_p95: float | None = None


class Rehearing(BaseModel):
    """Two passes at one confidence from which the first is believed.

    Attributes:
        threshold: That confidence.
        reheard: Share of the clips that were heard again.
        wer: Of all English clips with a text.
        slots_right: Commands with all slots.
        cpu_seconds: Of both passes, together.
    """

    model_config = ConfigDict(frozen=True)

    threshold: float
    reheard: float
    wer: float
    slots_right: int
    cpu_seconds: float


class RehearingCurve(BaseModel):
    """What the threshold between the two passes does.

    Attributes:
        points: One for each threshold.
        used: The threshold that the assistant uses.
        chosen: What each half of the clips would have chosen.
        held_out: Each half scored with what the other half chose: never on the clips it was chosen on.
    """

    model_config = ConfigDict(frozen=True)

    points: tuple[Rehearing, ...]
    used: float
    chosen: tuple[float, float]
    held_out: Rehearing


class AsrRecord(BaseModel):
    """One run.

    Attributes:
        command: That makes it again.
        date: UTC, ISO 8601.
        machine: Where.
        contestants: Ours and the baselines, one after the other.
        delay: From endpoint to transcript on commands of 2 to 4 seconds of speech, heard in real time.
        rehearing: The threshold between the two passes.
    """

    model_config = ConfigDict(frozen=True)

    command: str
    date: str
    machine: Machine
    contestants: tuple[Contestant, ...]
    delay: Delay | None
    rehearing: RehearingCurve | None
