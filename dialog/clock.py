"""Time as the dialogue sees it; tests and scripts pass a virtual one."""

import asyncio
import time
from datetime import UTC, datetime, tzinfo
from typing import Protocol
from zoneinfo import ZoneInfo


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
        """Seconds that only grow."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)
