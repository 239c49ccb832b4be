"""The events of one turn, published as they happen and kept until it is over."""

import time
from typing import Any

from assistant.events import (
    BidsCollected,
    Decided,
    Event,
    Failed,
    Offered,
    SkillFinished,
    SpeechChunkReady,
    TurnFinished,
)
from assistant.guard import StageError
from assistant.latency import latencies
from assistant.stream import EventStream
from dialog.dialog import Turn
from runtime import RoomError
from tts.voice import SpeechChunk

_MAKE_ROOM = "Free some space on the disk of the state folder."


class TurnLog:
    """Writes down one turn.

    Attributes:
        number: Of the turn.
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

    def answered(self, turn: Turn) -> None:
        """Write down what the dialogue did, and what is said."""
        decision = turn.decision
        offers = tuple(
            Offered(skill=offer.bid.skill, probability=offer.probability, evidence=offer.bid.evidence)
            for offer in decision.offers
        )
        self.add(BidsCollected, offers=offers)
        self.add(Decided, decision=decision.kind, skill=turn.skill, why=decision.why)
        if code := turn.failures.get("journal"):
            self.failed(StageError("dialog", RoomError(code, "The turn could not be written down.", _MAKE_ROOM)))
        self.add(SkillFinished, text=turn.text, locale=turn.locale, done=turn.done, expects=turn.expects)

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
