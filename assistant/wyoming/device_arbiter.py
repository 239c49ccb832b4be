"""Several satellites hear the same wake word: the one with the best signal answers, the others stay quiet."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Candidate:
    signal: Callable[[], float]
    chosen: asyncio.Future[bool]


class DeviceArbiter:
    """Collects those who woke at about the same time, and chooses one."""

    def __init__(self, window: float = 0.4) -> None:
        """Set up.

        Args:
            window: Seconds from the first claim to the decision; the signal is judged by what came in that time.
        """
        self._window = window
        self._waiting: dict[str, list[_Candidate]] = {}

    async def claim(self, wake: str, signal: Callable[[], float]) -> bool:
        """Ask to answer.

        Args:
            wake: Name of the wake word.
            signal: How well the speaker is heard, in dB; asked when the decision is made.

        Returns:
            Whether this one answers. Of equal signals the first claim wins.
        """
        candidate = _Candidate(signal, asyncio.get_running_loop().create_future())
        if wake not in self._waiting:
            asyncio.get_running_loop().call_later(self._window, self._decide, wake)
        self._waiting.setdefault(wake, []).append(candidate)
        return await candidate.chosen

    def _decide(self, wake: str) -> None:
        there = [candidate for candidate in self._waiting.pop(wake) if not candidate.chosen.done()]
        best = max(there, key=lambda candidate: candidate.signal(), default=None)
        for candidate in there:
            candidate.chosen.set_result(candidate is best)
