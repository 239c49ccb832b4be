"""A source of sound as a stream of the detector's frames, with its time and a limit to each wait."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator

from asr.activity import FRAME_SECONDS
from asr.errors import AsrError
from asr.framing import Framer
from runtime import Audio


class FrameStream:
    """Frames in order; none is lost between two readers."""

    def __init__(self, source: AsyncIterator[Audio]) -> None:
        self.source = source
        self._count = 0
        self._framer = Framer()
        self._waiting: deque[Audio] = deque()
        self._over = False

    @property
    def time(self) -> float:
        """Seconds of sound that were taken."""
        return self._count * FRAME_SECONDS

    async def next(self, limit: float) -> Audio | None:
        """The next frame, or None when the source has ended.

        Raises:
            AsrError: ``audio.stalled`` when the source gives nothing within ``limit`` seconds, ``audio.not_finite`` or
                ``audio.rate``.
        """
        while not self._waiting and not self._over:
            await self._read(limit)
        if not self._waiting:
            return None
        self._count += 1
        return self._waiting.popleft()

    async def _read(self, limit: float) -> None:
        try:
            async with asyncio.timeout(limit):
                piece = await anext(self.source)
        except StopAsyncIteration:
            self._over = True
            self._waiting.extend(self._framer.flush())
        except TimeoutError:
            raise AsrError(
                "audio.stalled", f"No sound came for {limit:g} seconds.", "Check that the microphone is plugged in."
            ) from None
        else:
            self._waiting.extend(self._framer.push(piece))
