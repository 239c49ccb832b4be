"""The events of one turn, published as they happen and kept until it is over."""

import time
from typing import Any

from assistant.events import (
    Decided,
    Event,
    Failed,
    SkillFinished,
    SpeechChunkReady,
    TurnFinished,
)
from assistant.guard import StageError
from assistant.latency import latencies
from assistant.stream import EventStream
from dialog.answer import Answer
from runtime import RoomError
from tts.voice import SpeechChunk

_REMEDIES = {"disk.full": "Free some space on the disk of the state folder."}
_LOOK = "See: assistant doctor"


class TurnLog:
    """Writes down one turn.

    Attributes:
        number: Of the turn, as in the journal; 0 outside any.
        events: So far, in order.
    """

    def __init__(self, number: int, stream: EventStream) -> None:
        self.number = number
        self.events: list[Event] = []
        self._stream = stream

    def add(self, kind: type[Event], **values: Any) -> None:
        """Make an event of this turn, now, and publish it.

        Args:
            kind: Its class.
            values: Its own fields.
        """
        event = kind(turn=self.number, at=time.monotonic(), **values)
        self.events.append(event)
        self._stream.publish(event)

    def answered(self, answer: Answer) -> None:
        """Write down what the dialogue did, and what is said."""
        self.add(Decided, decision=answer.decision, skill=answer.skill)
        if code := answer.failures.get("journal"):
            self.failed(
                StageError("dialog", RoomError(code, "The turn could not be written down.", _REMEDIES.get(code, _LOOK)))
            )
        self.add(SkillFinished, text=answer.text, locale=answer.locale, done=answer.done, expects=answer.expects)

    def spoke(self, chunk: SpeechChunk) -> None:
        """Write down that speech was made."""
        sound = chunk.audio
        self.add(SpeechChunkReady, index=chunk.index, seconds=sound.seconds, last=chunk.last, audio=sound)

    def failed(self, failure: StageError) -> None:
        """Write down that a stage could not do its work."""
        error = failure.error
        self.add(Failed, stage=failure.stage, code=error.code, message=error.message, remedy=error.remedy)

    def finished(self) -> None:
        """The turn is over."""
        self.add(TurnFinished, milliseconds=latencies(self.events))
