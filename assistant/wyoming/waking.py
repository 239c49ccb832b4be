"""Wake words in the sound of one client."""

import asyncio
from collections.abc import Sequence

from asr.framing import Framer
from asr.wake import Wake, WakeDetector
from assistant.config import WakeSettings
from runtime import Audio


class Waking:
    """Follows one stream until its end.

    Attributes:
        detected: Whether any of the phrases was said.
    """

    def __init__(self, detector: WakeDetector) -> None:
        self.detected = False
        self._detector = detector
        self._framer = Framer()

    @classmethod
    async def begin(cls, phrases: Sequence[str], settings: WakeSettings) -> "Waking":
        """Load the networks.

        Args:
            phrases: To listen for.
            settings: When one counts.

        Raises:
            AsrError: ``wake.missing``.
        """
        wake = Wake(settings.threshold, settings.refractory)
        return cls(await asyncio.to_thread(WakeDetector, phrases, wake))

    async def push(self, audio: Audio) -> str | None:
        """Add sound of any rate; the phrase that was said with it, if any."""
        phrase = await asyncio.to_thread(self._push, audio)
        self.detected = self.detected or phrase is not None
        return phrase

    def _push(self, audio: Audio) -> str | None:
        found = [self._detector.push(frame) for frame in self._framer.push(audio)]
        return next((phrase for phrase in found if phrase), None)
