"""Time as the dialogue sees it; tests and scripts pass a virtual one."""

import asyncio
import heapq
import logging
import os
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

import tzlocal

_log = logging.getLogger(__name__)
_LOCALTIME = Path("/etc/localtime")
_TURNS_TO_SETTLE = 50
_SLEEPLESS: int | None = getattr(time, "CLOCK_BOOTTIME", None)


class Clock(Protocol):
    """Wall time for people, monotonic time for waiting."""

    @property
    def zone(self) -> tzinfo:
        """The user's, as far as it is known by now."""
        ...

    def look_for_zone(self) -> None:
        """Find out whether the user has moved to another zone."""
        ...

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
    """The machine's clock.

    Args:
        zone: IANA name; the machine's own zone where absent, which may change while the program runs.
    """

    def __init__(self, zone: str | None = None) -> None:
        self.zone: tzinfo = ZoneInfo(zone) if zone else _zone_of_machine(UTC)
        self._fixed = zone is not None

    def look_for_zone(self) -> None:
        """Take over the machine's zone, where no other was chosen. It reads a file or two."""
        if not self._fixed:
            self.zone = _zone_of_machine(self.zone)

    def now(self) -> datetime:
        """The current time, with the user's zone."""
        return datetime.now(self.zone)

    def monotonic(self) -> float:
        """Seconds that only grow, also while the machine sleeps where the system can tell."""
        return time.clock_gettime(_SLEEPLESS) if _SLEEPLESS is not None else time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


def _zone_of_machine(otherwise: tzinfo) -> tzinfo:
    """The zone with its rules, not only today's offset: an alarm for July that is set in winter goes by them."""
    try:
        return tzlocal.reload_localzone()
    except (ValueError, OSError, KeyError) as error:  # the machine's settings contradict each other, or name no zone
        _log.debug("The machine's time zone is not plain: %s", error)
    if "TZ" not in os.environ:
        with suppress(ValueError, OSError, KeyError):  # the system itself goes by this file alone
            return ZoneInfo(str(_LOCALTIME.resolve(strict=True)).partition("zoneinfo/")[2])
    return otherwise


class VirtualClock:
    """A clock that stands still until you advance it, so that a test of an hour takes a moment."""

    def __init__(self, start: datetime) -> None:
        assert start.tzinfo is not None, "a clock has a zone"
        self.zone: tzinfo = start.tzinfo
        self._now = start.astimezone(UTC)
        self._elapsed = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = 0

    def look_for_zone(self) -> None:
        """Nothing: tests set ``zone``."""

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
