"""Everything that happens in a conversation, as frozen values that a screen, a log, a test or a protocol can read."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, InstanceOf, field_validator

from asr import Transcript
from dialog.decision import Decision
from nlu import Interpretation
from runtime import Audio, Device
from runtime.plain_text import plain

Stage = Literal["startup", "microphone", "asr", "nlu", "dialog", "tts", "speaker"]


class Event(BaseModel):
    """Something that happened.

    Attributes:
        turn: Number of the turn it belongs to, the journal's, from 1; 0 outside any turn.
        at: Monotonic seconds.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    turn: int
    at: float

    @field_validator("*", mode="before")
    @classmethod
    def _is_plain(cls, value: object) -> object:
        """What is shown, whoever wrote it."""
        return plain(value) if isinstance(value, str) else value

    def record(self) -> dict[str, Any]:
        """The event as plain JSON values, its name under ``event``."""
        return {"event": type(self).__name__, **self.model_dump(mode="json")}


class Ready(Event):
    """Everything is loaded; turns can be taken."""


class FellBack(Event):
    """A network runs elsewhere than its settings ask.

    Attributes:
        network: Which one.
        asked: The runtime asked for.
        got: The one it runs on.
        why: The reason.
    """

    network: str
    asked: Device
    got: Device
    why: str


class Notice(Event):
    """What the user must know before they go on.

    Attributes:
        about: That what they say is recorded; or that something stored could not be read, or was lost.
        text: The notice, as it is said.
    """

    about: Literal["recordings", "quarantine", "restored"]
    text: str


class MicrophoneOpened(Event):
    """Frames arrive from this device."""

    name: str


class Woken(Event):
    """A wake word was said; the next utterance is for the assistant."""

    phrase: str


class SpeechStarted(Event):
    """Somebody began to speak."""


class PartialTranscript(Event):
    """What was heard so far."""

    transcript: Transcript


class SpeechEnded(Event):
    """The endpoint was found.

    Attributes:
        silence: Seconds between the last speech and the decision that it was the last.
        why: A pause, the longest utterance allowed, or the end of the recording.
    """

    silence: float
    why: Literal["pause", "longest", "end_of_stream"]


class NothingHeard(Event):
    """There was sound, but no words in it."""


class FinalTranscript(Event):
    """What was heard."""

    transcript: Transcript


class TextEntered(Event):
    """What was typed, or came as text from elsewhere."""

    text: str
    locale: str


class Rewritten(Event):
    """The learned rewriter replaced the text before it was understood."""

    before: str
    after: str


class Learned(Event):
    """A rewrite was learned from rephrases, or one was blocked or dropped.

    Attributes:
        action: What was done.
        before: What is heard.
        after: What it is taken as.
    """

    action: Literal["learned", "blocked", "dropped"]
    before: str
    after: str


class Interpreted(Event):
    """What was understood."""

    interpretation: Interpretation


class Decided(Event):
    """What the dialogue does, with the bids that it is about, and why.

    Attributes:
        decision: Act, ask back, or decline.
        skill: Who gets the turn; empty for nobody.
    """

    decision: Decision
    skill: str


class SkillFinished(Event):
    """The answer, in words.

    Attributes:
        text: What will be said.
        locale: Its language.
        done: Whether the wish was carried out.
        expects: Slot the next turn is asked for; empty for none.
    """

    text: str
    locale: str
    done: bool
    expects: str


class Rang(Event):
    """An alarm, timer or reminder came due.

    Attributes:
        text: What will be said.
        locale: Its language.
    """

    text: str
    locale: str


class SpeechChunkReady(Event):
    """A stretch of the spoken answer exists.

    Attributes:
        index: From 0 in each answer.
        seconds: Its length.
        last: Whether the answer ends here.
        audio: The sound; not part of the record.
    """

    index: int
    seconds: float
    last: bool
    audio: InstanceOf[Audio] = Field(exclude=True, repr=False)


class PlaybackStarted(Event):
    """The first sample of the answer went to the speaker."""


class Interrupted(Event):
    """The answer was cut off.

    Attributes:
        by: The user's voice, or a key or command.
    """

    by: Literal["voice", "command"]


class TurnFinished(Event):
    """The turn is over.

    Attributes:
        milliseconds: For each stage that ran, how long it took; ``first_audio`` counts from the end of speech, or from
            the entered text, to the first sample at the speaker.
    """

    milliseconds: dict[str, float]


class Failed(Event):
    """A stage could not do its work; the conversation goes on, unless it is ``startup``.

    Attributes:
        stage: Which one.
        code: Stable code of the error.
        message: What happened.
        remedy: What can be done.
    """

    stage: Stage
    code: str
    message: str
    remedy: str = ""
