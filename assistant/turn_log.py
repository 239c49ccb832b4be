"""The events of one turn, published as they happen and kept until it is over."""

import time
from typing import Any

from assistant.events import Event
from assistant.stream import EventStream


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
