"""What all clients share: the rooms, and a bounded amount of work at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from assistant.app import Rooms
from assistant.errors import AssistantError
from assistant.wyoming.room import Room
from assistant.wyoming.wire import Limits

_WORKERS = 2
_SECONDS = 30.0


class Service:
    """The rooms, behind a queue that says "busy" rather than grow.

    Attributes:
        rooms: Loaded.
        limits: For each client.
        waiting: Requests that wait or are at work.
        room: Decides which of several satellites answers.
    """

    def __init__(self, rooms: Rooms, limits: Limits, longest_queue: int) -> None:
        self.rooms = rooms
        self.limits = limits
        self.waiting = 0
        self.room = Room()
        self._longest_queue = longest_queue
        self._workers = asyncio.Semaphore(_WORKERS)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """A place at work; the block must end in time.

        Raises:
            AssistantError: ``server.busy`` where too many wait already, ``server.late`` where the work took too long.
        """
        if self.waiting >= self._longest_queue:
            raise AssistantError("server.busy", "Too many requests are waiting.", "Try again in a moment.")
        self.waiting += 1
        try:
            async with asyncio.timeout(_SECONDS), self._workers:
                yield
        except TimeoutError as error:
            raise AssistantError("server.late", f"The work took more than {_SECONDS:g} seconds.") from error
        finally:
            self.waiting -= 1
