"""What a script may say."""

import re
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from assistant.config import LearningSettings, LocaleName, ZoneName
from dialog.decision import Cause, DecisionKind

_UNITS = {"s": 1, "second": 1, "m": 60, "min": 60, "minute": 60, "h": 3600, "hour": 3600, "d": 86_400, "day": 86_400}
_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([a-z]+?)s?(?:\s+and\s|[\s,]+|$)")
Fault = Literal["asr", "nlu", "dialog", "tts", "speaker"]


def _seconds(value: object) -> object:
    if not isinstance(value, str):
        return value
    parts = _LENGTH.findall(value.lower())
    if not parts or _LENGTH.sub("", value.lower()) or any(unit not in _UNITS for _, unit in parts):
        raise ValueError("Not a length of time; write 90 s, 10 minutes, 1 hour and 30 min, 2 days")
    return sum(float(amount) * _UNITS[unit] for amount, unit in parts)


def _pattern(text: str) -> str:
    if text.startswith("/") and text.endswith("/") and len(text) > 1:
        try:
            re.compile(text[1:-1])
        except re.error as error:
            raise ValueError(f"Not a regular expression: {error}") from error
    return text


Seconds = Annotated[float, BeforeValidator(_seconds), Field(ge=0)]
Pattern = Annotated[str, AfterValidator(_pattern)]


def matches(pattern: str, text: str) -> bool:
    """Whether a text is what a script expects.

    Args:
        pattern: The text itself, case and spaces aside; or a regular expression between slashes, found anywhere.
        text: What came.
    """
    if pattern.startswith("/") and pattern.endswith("/") and len(pattern) > 1:
        return re.search(pattern[1:-1], text, re.IGNORECASE) is not None
    return " ".join(pattern.split()).casefold() == " ".join(text.split()).casefold()


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Facts(_Strict):
    """Things that can be true of a step. Texts are literal, or regular expressions between slashes.

    Attributes:
        heard: The transcript.
        rewritten: What it was taken as by a learned rewrite; empty for none.
        intent: Likeliest intent.
        slots: Slot name to its words.
        decision: What the dialogue did.
        cause: Why.
        skill: Who answered; empty for the dialogue itself.
        reply: What was said.
        done: Whether the wish was carried out.
        expects: What the assistant waits for.
        announced: Alarms, timers and reminders that came due, joined by spaces.
        error: Code of the failure.
        interrupted: Whether the reply was cut off.
    """

    heard: Pattern | None = None
    rewritten: Pattern | None = None
    intent: Pattern | None = None
    slots: dict[str, Pattern] | None = None
    decision: DecisionKind | None = None
    cause: Cause | None = None
    skill: str | None = None
    reply: Pattern | None = None
    done: bool | None = None
    expects: str | None = None
    announced: Pattern | None = None
    error: str | None = None
    interrupted: bool | None = None


class Expectation(Facts):
    """What must be true after a step.

    Attributes:
        never: What must not be true; each of its facts alone is a failure.
        within: Milliseconds to the first audio (to the reply, where it is not spoken); reported, not failed on.
    """

    never: Facts = Facts()
    within: float | None = None


class Meaning(_Strict):
    """A meaning spelled out, for scripts about the dialogue alone.

    Attributes:
        annotated: The text with its slots as in MASSIVE: ``wake me at [time : six am]``.
        intent: Its intent.
        confidence: Of the intent.
        in_scope: Whether it is something the assistant knows.
    """

    annotated: str
    intent: str
    confidence: float = 0.95
    in_scope: bool = True


class Step(_Strict):
    """One thing that happens. Exactly one of ``type``, ``say``, ``play``, ``wait`` and ``restart`` is given.

    Attributes:
        type: Typed text.
        meaning: What it means; without it the text is understood by the student network.
        say: Text said by the voice.
        play: Recording, relative to the script.
        wait: Time that passes, such as ``10 minutes``.
        restart: The program is killed and started again.
        locale: Of this turn, where it is not the script's.
        snr: Signal-to-noise ratio of what is said, in dB.
        interrupt_after: Seconds of the reply after which the user cuts it off.
        fail: A stage that cannot do its work in this turn.
        expect: What must be true afterwards.
    """

    type: str | None = None
    meaning: Meaning | None = None
    say: str | None = None
    play: Path | None = None
    wait: Seconds | None = None
    restart: Literal[True] | None = None
    locale: LocaleName | None = None
    snr: float | None = None
    interrupt_after: Seconds | None = None
    fail: Fault | None = None
    expect: Expectation = Expectation()

    @model_validator(mode="after")
    def _one_thing(self) -> Self:
        things = [name for name in ("type", "say", "play", "wait", "restart") if getattr(self, name) is not None]
        if len(things) != 1:
            raise ValueError("A step is exactly one of type, say, play, wait and restart")
        if things[0] in ("wait", "restart") and (self.fail or self.interrupt_after is not None or self.locale):
            raise ValueError("fail, interrupt_after and locale belong to a turn: type, say or play")
        return self

    @property
    def title(self) -> str:
        """The step in a few words."""
        if self.wait is not None:
            return f"wait {self.wait:g} s"
        return "restart" if self.restart else self.type or self.say or str(self.play)


class Script(_Strict):
    """A conversation.

    Attributes:
        name: What it shows, as a sentence.
        locale: Of its turns.
        zone: Of the user.
        start: Wall time at the first step, in that zone.
        seed: Of the noise.
        skills: For each skill, its table of settings.
        learning: Settings of the learning from rephrases.
        steps: In order.
    """

    name: str
    locale: LocaleName = "en-US"
    zone: ZoneName = "Europe/Berlin"
    start: datetime = datetime(2026, 11, 21, 10, 0)
    seed: int = 1
    skills: dict[str, dict[str, Any]] = {}
    learning: LearningSettings = LearningSettings()
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
