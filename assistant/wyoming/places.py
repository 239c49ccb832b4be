"""Places at work, shared fairly: who asks for much waits for itself."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Places:
    """So many at work at once. A free place goes to whose clients hold the fewest and were served longest ago.

    Args:
        count: How many.
    """

    def __init__(self, count: int) -> None:
        self._free = count
        self._held: Counter[str] = Counter()
        self._served: dict[str, int] = {}
        self._turns = 0
        self._waiting: list[tuple[str, asyncio.Future[None]]] = []

    def queue(self, client: str) -> int:
        """Of a client, the requests that wait or are at work."""
        return self._held[client] + sum(other == client for other, _ in self._waiting)

    @asynccontextmanager
    async def taken(self, client: str) -> AsyncIterator[None]:
        """Hold a place within this block.

        Args:
            client: For whom.
        """
        granted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((client, granted))
        self._grant()
        try:
            await granted
            yield
        finally:
            if (client, granted) in self._waiting:
                self._waiting.remove((client, granted))
            else:
                self._leave(client)

    def _grant(self) -> None:
        while self._free and self._waiting:
            chosen = min(self._waiting, key=lambda one: (self._held[one[0]], self._served.get(one[0], 0)))
            self._waiting.remove(chosen)
            client, granted = chosen
            self._free -= 1
            self._held[client] += 1
            self._turns += 1
            self._served[client] = self._turns
            if not granted.done():  # else it was cancelled just now, and leaves at once
                granted.set_result(None)

    def _leave(self, client: str) -> None:
        self._free += 1
        self._held[client] -= 1
        if not self.queue(client):
            del self._held[client], self._served[client]
        self._grant()
