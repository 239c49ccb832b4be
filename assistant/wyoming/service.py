"""What all clients share: the rooms, and a bounded amount of work at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from assistant.app import Rooms
from assistant.errors import AssistantError
from assistant.protocol.wire import Limits
from assistant.stream import EventStream
from assistant.turn import TurnEngine
from assistant.wyoming.device_arbiter import DeviceArbiter
from assistant.wyoming.places import Places

_WORKERS = 2
_SECONDS = 30.0


class Service:
    """The rooms, behind a queue that says "busy" rather than grow.

    Attributes:
        rooms: Loaded.
        limits: For each client.
        waiting: Requests that wait or are at work.
        engine: Takes the turns.
        arbiter: Decides which of several satellites answers.
    """

    def __init__(self, rooms: Rooms, limits: Limits, longest_queue: int, stream: EventStream) -> None:
        self.rooms = rooms
        self.limits = limits
        self.waiting = 0
        self.engine = TurnEngine(rooms, stream)
        self.arbiter = DeviceArbiter()
        self._longest_queue = longest_queue
        self._workers = Places(_WORKERS)
        self._floor = Places(1)

    def turn(self, client: str) -> AbstractAsyncContextManager[None]:
        """A place at work with the networks; the block must end in time.

        Args:
            client: Who asks. Those who ask for much wait for themselves, and fill the queue for nobody else.

        Raises:
            AssistantError: ``server.busy`` where too many wait already, ``server.late`` where the work took too long.
        """
        return self._place(self._workers, client)

    def talk(self, client: str) -> AbstractAsyncContextManager[None]:
        """The floor of the dialogue, which may have to wait for the disk and must not keep the networks from others.

        Raises:
            AssistantError: As ``turn``.
        """
        return self._place(self._floor, client)

    @asynccontextmanager
    async def _place(self, places: Places, client: str) -> AsyncIterator[None]:
        own = self._workers.queue(client) + self._floor.queue(client)
        if self.waiting >= self._longest_queue and own:  # one of each client always finds room
            raise AssistantError("server.busy", "Too many requests are waiting.", "Try again in a moment.")
        self.waiting += 1
        try:
            async with asyncio.timeout(_SECONDS), places.taken(client):
                yield
        except TimeoutError as error:
            raise AssistantError("server.late", f"The work took more than {_SECONDS:g} seconds.") from error
        finally:
            self.waiting -= 1
