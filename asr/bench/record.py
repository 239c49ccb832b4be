"""What a benchmark run found, as it is printed and kept."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict


class SetScore(BaseModel):
    """One recogniser on one set of recordings.

    Attributes:
        words: Words of the references.
        errors: Words substituted, left out or put in.
        low: Lower end of the 95 % interval of the word error rate, from resampling the clips.
        high: Its upper end.
        commands: Clips with slots.
        slots_right: Commands of which every slot's words were heard.
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
    cpu_seconds: float = 0.0

    @property
    def wer(self) -> float | None:
        """Errors to words."""
        return self.errors / self.words if self.words else None


class Delay(BaseModel):
    """How long after the endpoint the final transcript came, in milliseconds."""

    model_config = ConfigDict(frozen=True)

    clips: int
    median: float
    p95: float
    pause_median: float


class AsrRecord(BaseModel):
    """One run.

    Attributes:
        when: Start.
        machine: Processor, cores, libraries.
        scores: By recogniser and set.
        delay: From endpoint to transcript on commands of 2 to 4 seconds of speech, heard in real time.
        memory: Resident memory after the run, in MB.
    """

    model_config = ConfigDict(frozen=True)

    when: datetime
    machine: str
    scores: tuple[SetScore, ...]
    delay: Delay | None
    memory: float
