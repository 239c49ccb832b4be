"""Time as the dialogue sees it; tests and scripts pass a virtual one."""

import asyncio
import heapq
import time
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Protocol
from zoneinfo import ZoneInfo

_TURNS_TO_SETTLE = 50
_SLEEPLESS: int | None = getattr(time, "CLOCK_BOOTTIME", None)


class Clock(Protocol):
    """Wall time for people, monotonic time for waiting."""

    zone: tzinfo

    def now(self) -> datetime:
        """The current time, with the user's zone."""
        ...

    def monotonic(self) -> float:
        """Seconds that only grow."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class SystemClock:
    """The machine's clock."""

    def __init__(self, zone: str | None = None) -> None:
        self.zone: tzinfo = ZoneInfo(zone) if zone else datetime.now().astimezone().tzinfo or UTC

    def now(self) -> datetime:
        """The current time, with the user's zone."""
        return datetime.now(self.zone)

    def monotonic(self) -> float:
        """Seconds that only grow, also while the machine sleeps where the system can tell."""
        return time.clock_gettime(_SLEEPLESS) if _SLEEPLESS is not None else time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


class VirtualClock:
    """A clock that stands still until you advance it, so that a test of an hour takes a moment."""

    def __init__(self, start: datetime) -> None:
        assert start.tzinfo is not None, "a clock has a zone"
        self.zone: tzinfo = start.tzinfo
        self._now = start.astimezone(UTC)
        self._elapsed = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = 0

    def now(self) -> datetime:
        """The virtual time, with the user's zone."""
        return self._now.astimezone(self.zone)

    def monotonic(self) -> float:
        """Virtual seconds since the start."""
        return self._elapsed

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock has been advanced so far."""
        self._count += 1
        future = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._elapsed + seconds, self._count, future))
        await future

    async def advance(self, seconds: float) -> None:
        """Let time pass; whoever sleeps wakes in order and runs until it waits again."""
        target = self._elapsed + seconds
        await self._settle()
        while self._sleepers and self._sleepers[0][0] <= target:
            wake, _, future = heapq.heappop(self._sleepers)
            self._move_to(max(wake, self._elapsed))
            if not future.done():
                future.set_result(None)
                await self._settle()
        self._move_to(target)
        await self._settle()

    def step(self, seconds: float) -> None:
        """Set the wall clock forward or back, as a person or a time server does; nobody wakes."""
        self._now += timedelta(seconds=seconds)

    def _move_to(self, elapsed: float) -> None:
        self._now += timedelta(seconds=elapsed - self._elapsed)
        self._elapsed = elapsed

    async def _settle(self) -> None:
        for _ in range(_TURNS_TO_SETTLE):
            await asyncio.sleep(0)
