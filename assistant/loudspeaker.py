"""The sound card as the conversation's speaker."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import suppress

from assistant.microphone import device_key
from runtime.audio import Samples
from tts.errors import TtsError
from tts.playback import BLOCK_SECONDS, Player
from tts.voice import SpeechChunk

_SLACK = 5.0  # seconds beyond the length of the speech after which a sound card counts as lost
_REMEDY = "Plug it in again, or name another under [audio] speaker in assistant.toml; `assistant doctor` lists them."


class Loudspeaker:
    """Plays through PortAudio; silent within one block of a cancel. Where it was lost, it is opened again to speak."""

    def __init__(self, rate: int, device: str, played: Callable[[Samples, int], None] | None = None) -> None:
        """Open the device.

        Args:
            rate: Of the voice.
            device: PortAudio's name or number, or ``default``.
            played: Called, in a thread of its own, with every block that goes out, and its rate.

        Raises:
            TtsError: ``audio.portaudio`` or ``audio.no_speaker``.
        """
        self.rate = rate
        self._device = device
        self._played = played
        self._player: Player | None = self._opened()

    async def play(self, chunks: AsyncIterator[SpeechChunk], started: Callable[[], None]) -> None:
        """See ``assistant.speaking.Speaker``.

        Raises:
            TtsError: ``audio.speaker_lost``, or those of opening it again.
        """
        if self._player is None:
            self._player = await asyncio.to_thread(self._opened)
        player, seconds = self._player, 0.0
        first_sample = asyncio.create_task(_first_sample(player, player.report().played, started))
        try:
            async for chunk in chunks:
                seconds += chunk.audio.seconds
                player.put(chunk.audio, chunk.last)
            if not await asyncio.to_thread(player.wait, seconds + _SLACK):
                await self._lose(player)
                raise TtsError("audio.speaker_lost", "The loudspeaker has stopped playing.", _REMEDY)
        except asyncio.CancelledError:
            player.cancel()
            raise
        finally:
            first_sample.cancel()

    def close(self) -> None:
        """Let go of the device."""
        if self._player is not None:
            self._player.close()

    def _opened(self) -> Player:
        player = Player(self.rate, device_key(self._device))
        player.played = self._played
        return player

    async def _lose(self, player: Player) -> None:
        self._player = None
        with suppress(TimeoutError):  # a driver that hangs keeps its thread
            await asyncio.wait_for(asyncio.to_thread(player.close), _SLACK)


async def _first_sample(player: Player, before: int, started: Callable[[], None]) -> None:
    while player.report().played == before:  # noqa: ASYNC110 - the sound card has no event loop to tell
        await asyncio.sleep(BLOCK_SECONDS / 2)
    started()
