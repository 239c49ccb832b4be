"""One stream of events that any number of observers follow."""

import logging
import threading
from collections.abc import Callable

from assistant.events import Event

Observer = Callable[[Event], None]
_log = logging.getLogger(__name__)


class EventStream:
    """Hands each event to every observer, in order, on the event loop's thread: that which makes the stream."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()
        self._observers: list[Observer] = []

    def observe(self, observer: Observer) -> Callable[[], None]:
        """Follow the stream.

        Args:
            observer: Called with every event; must be quick. One that raises is logged and stays.

        Returns:
            A function that ends it.
        """
        self._observers.append(observer)
        return lambda: self._observers.remove(observer)

    def publish(self, event: Event) -> None:
        """Hand an event out; observers such as a screen may be touched on their own thread only."""
        assert threading.get_ident() == self._thread, f"{type(event).__name__} is published by another thread"
        for observer in tuple(self._observers):
            try:
                observer(event)
            except Exception:  # an onlooker must not stop the conversation
                _log.exception("An observer failed on %s", type(event).__name__)
