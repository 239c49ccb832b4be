"""What is done at the start and once a day: copy the state, delete what is too old, learn from the rest."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from assistant.app import Rooms
from assistant.events import Learned
from assistant.guard import StageError, guarded
from assistant.stream import EventStream
from assistant.turn_log import TurnLog

_DAY = 86_400.0
_LOOKS = 144  # a day, whether something deleted is still to be overwritten
_Done = TypeVar("_Done")


class Refresher:
    """Keeps what was learned fresh, beside the conversation.

    Args:
        rooms: The journal, and what was learned.
        stream: Is told what was learned.
    """

    def __init__(self, rooms: Rooms, stream: EventStream) -> None:
        self._rooms = rooms
        self._log = TurnLog(0, stream)
        self._busy = asyncio.Lock()

    async def run(self) -> None:
        """Refresh until cancelled."""
        while True:
            await self.refresh()
            for _ in range(_LOOKS):
                await self._rooms.clock.sleep(_DAY / _LOOKS)
                if self._rooms.database.holds_deleted:
                    await self._do(self._rooms.database.scrub)

    async def refresh(self) -> None:
        """Do all three. A failure is reported and costs that one, this once."""
        async with self._busy:
            await self._do(self._rooms.clean)
            await self._do(self._rooms.back_up)
            refreshed = await self._do(self._rooms.learn)
        for changes in refreshed.changes.values() if refreshed else ():
            for change in changes:
                self._log.add(Learned, action=change.action, before=change.source, after=change.target)

    async def _do(self, chore: Callable[[], _Done]) -> _Done | None:
        try:
            with guarded("dialog"):
                return await asyncio.to_thread(chore)
        except StageError as failure:
            self._log.failed(failure)
            return None

    async def idle(self) -> None:
        """Wait until no refresh is under way."""
        async with self._busy:
            pass
