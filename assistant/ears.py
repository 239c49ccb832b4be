"""What of the microphone reaches the recogniser: all, nothing, or one utterance after a key or a wake word."""

import math
from collections.abc import AsyncIterator, Callable
from typing import Literal

import numpy as np

from asr.echo import EchoCanceller
from asr.wake import WakeDetector
from runtime import Audio

Mode = Literal["open", "push", "wake", "muted"]
SILENT = -100.0
PATIENCE = 6.0  # seconds that the ears stay open for one utterance before it begins


class Ears:
    """Lets frames through, or silence in their place, so that time goes on for the endpointer.

    Attributes:
        mode: Open; for one utterance after ``push``, or after a wake word or ``push``; or closed.
        level: Loudness of the last frame in dB of full scale, -100 for silence.
    """

    def __init__(
        self,
        mode: Mode,
        deaf: Callable[[], bool],
        *,
        wake: WakeDetector | None = None,
        woken: Callable[[str], None] = lambda phrase: None,
        echo: EchoCanceller | None = None,
    ) -> None:
        """Set up.

        Args:
            mode: To begin with.
            deaf: Whether nothing may be heard right now, such as the assistant's own voice.
            wake: Listens for wake words, always, where the mode is ``wake``.
            woken: Called with the phrase when one was said.
            echo: Takes the assistant's own voice out.
        """
        self.mode: Mode = mode
        self.level = SILENT
        self._deaf = deaf
        self._wake = wake
        self._woken = woken
        self._echo = echo
        self._pushed = False
        self._since_push = 0.0

    @property
    def open(self) -> bool:
        """Whether sound gets through."""
        return (self.mode == "open" or (self.mode in ("push", "wake") and self._pushed)) and not self._deaf()

    def push(self) -> None:
        """Let one utterance through."""
        self._pushed = True
        self._since_push = 0.0

    def release(self) -> None:
        """The utterance is over."""
        self._pushed = False

    def give_up(self) -> None:
        """Nobody spoke: close, unless the ears were opened only just now."""
        if self._since_push >= PATIENCE:
            self.release()

    async def hear(self, frames: AsyncIterator[Audio]) -> AsyncIterator[Audio]:
        """The frames, or silence."""
        async for frame in frames:
            clean = self._echo.clean(frame) if self._echo else frame
            self._listen_for_wake(clean)
            self._since_push += frame.seconds
            heard = clean if self.open else Audio(np.zeros_like(frame.samples), frame.rate)
            self.level = loudness(heard)
            yield heard

    def _listen_for_wake(self, frame: Audio) -> None:
        if self.mode == "wake" and self._wake and (phrase := self._wake.push(frame)):
            self.push()
            self._woken(phrase)


def loudness(frame: Audio) -> float:
    """Root mean square in dB of full scale, at least -100."""
    power = float(np.dot(frame.samples, frame.samples)) / max(1, len(frame.samples))
    return max(SILENT, 10 * math.log10(power)) if power > 0 else SILENT
