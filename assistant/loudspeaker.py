"""The sound card as the conversation's speaker."""

import asyncio
from collections.abc import AsyncIterator, Callable

from assistant.microphone import device_key
from runtime.audio import Samples
from tts.playback import BLOCK_SECONDS, Player
from tts.voice import SpeechChunk

_SLACK = 5.0  # seconds beyond the length of the speech after which a sound card counts as hung


class Loudspeaker:
    """Plays through PortAudio; silent within one block of a cancel."""

    def __init__(self, rate: int, device: str, played: Callable[[Samples, int], None] | None = None) -> None:
        """Open the device.

        Args:
            rate: Of the voice.
            device: PortAudio's name or number, or ``default``.
            played: Called, in a thread of its own, with every block that goes out, and its rate.

        Raises:
            TtsError: ``audio.portaudio`` or ``audio.no_speaker``.
        """
        self._player = Player(rate, device_key(device))
        self._player.played = played

    async def play(self, chunks: AsyncIterator[SpeechChunk], started: Callable[[], None]) -> None:
        """See ``assistant.speaking.Speaker``."""
        seconds = 0.0
        first_sample = asyncio.create_task(self._first_sample(self._player.report().played, started))
        try:
            async for chunk in chunks:
                seconds += chunk.audio.seconds
                self._player.put(chunk.audio, chunk.last)
            await asyncio.to_thread(self._player.wait, seconds + _SLACK)
        except asyncio.CancelledError:
            self._player.cancel()
            raise
        finally:
            first_sample.cancel()

    def close(self) -> None:
        """Let go of the device."""
        self._player.close()

    async def _first_sample(self, before: int, started: Callable[[], None]) -> None:
        while self._player.report().played == before:  # noqa: ASYNC110 - the sound card has no event loop to tell
            await asyncio.sleep(BLOCK_SECONDS / 2)
        started()
