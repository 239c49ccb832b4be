"""What of the microphone reaches the recogniser: all of it, nothing, or one utterance at the push of a key."""

import math
from collections.abc import AsyncIterator, Callable
from typing import Literal

import numpy as np

from runtime import Audio

Mode = Literal["open", "push", "muted"]
SILENT = -100.0


class Ears:
    """Lets frames through, or silence in their place, so that time goes on for the endpointer.

    Attributes:
        mode: Open; only after ``push``; or closed.
        level: Loudness of the last frame in dB of full scale, -100 for silence.
    """

    def __init__(self, mode: Mode, deaf: Callable[[], bool]) -> None:
        """Set up.

        Args:
            mode: To begin with.
            deaf: Whether nothing may be heard right now, such as the assistant's own voice.
        """
        self.mode: Mode = mode
        self.level = SILENT
        self._deaf = deaf
        self._pushed = False

    @property
    def open(self) -> bool:
        """Whether sound gets through."""
        return (self.mode == "open" or (self.mode == "push" and self._pushed)) and not self._deaf()

    def push(self) -> None:
        """Let one utterance through."""
        self._pushed = True

    def release(self) -> None:
        """The utterance is over."""
        self._pushed = False

    async def hear(self, frames: AsyncIterator[Audio]) -> AsyncIterator[Audio]:
        """The frames, or silence."""
        async for frame in frames:
            heard = frame if self.open else Audio(np.zeros_like(frame.samples), frame.rate)
            self.level = loudness(heard)
            yield heard


def loudness(frame: Audio) -> float:
    """Root mean square in dB of full scale, at least -100."""
    power = float(np.dot(frame.samples, frame.samples)) / max(1, len(frame.samples))
    return max(SILENT, 10 * math.log10(power)) if power > 0 else SILENT
