"""The last moments of sound in memory, so that an utterance can be kept once it is over."""

from collections import deque
from collections.abc import AsyncIterator

import numpy as np

from runtime import Audio

_BEFORE = 1.0
_LONGEST = 40.0


class Recall:
    """Lets frames pass and remembers them."""

    def __init__(self) -> None:
        self._frames: deque[Audio] = deque()

    async def follow(self, frames: AsyncIterator[Audio]) -> AsyncIterator[Audio]:
        """The frames, unchanged."""
        async for frame in frames:
            self._frames.append(frame)
            self._trim(_LONGEST)
            yield frame

    def begin(self) -> None:
        """Somebody begins to speak: forget all but the moment before."""
        self._trim(_BEFORE)

    def utterance(self) -> Audio | None:
        """Everything since then; none where there was no sound."""
        if not self._frames:
            return None
        return Audio(np.concatenate([frame.samples for frame in self._frames]), self._frames[0].rate)

    def _trim(self, seconds: float) -> None:
        left = sum(frame.seconds for frame in self._frames)
        while self._frames and left - self._frames[0].seconds >= seconds:
            left -= self._frames.popleft().seconds
