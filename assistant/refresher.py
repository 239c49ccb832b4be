"""Learns from the journal now and then: at the start, and once a day."""

import asyncio

from assistant.app import Rooms
from assistant.events import Learned
from assistant.guard import StageError, guarded
from assistant.stream import EventStream
from assistant.turn_log import TurnLog

_DAY = 86_400.0


class Refresher:
    """Keeps what was learned fresh, beside the conversation.

    Args:
        rooms: The journal, and what was learned.
        stream: Is told what was learned.
    """

    def __init__(self, rooms: Rooms, stream: EventStream) -> None:
        self._rooms = rooms
        self._stream = stream
        self._busy = asyncio.Lock()

    async def run(self) -> None:
        """Refresh until cancelled."""
        while True:
            await self.refresh()
            await self._rooms.clock.sleep(_DAY)

    async def refresh(self) -> None:
        """Drop what is too old, and learn from the rest. A failure is reported and costs this one refresh."""
        log = TurnLog(0, self._stream)
        async with self._busy:
            try:
                with guarded("dialog"):
                    refreshed = await asyncio.to_thread(self._rooms.refresh)
            except StageError as failure:
                log.failed(failure)
                return
        for changes in refreshed.changes.values():
            for change in changes:
                log.add(Learned, action=change.action, before=change.source, after=change.target)

    async def idle(self) -> None:
        """Wait until no refresh is under way."""
        async with self._busy:
            pass
