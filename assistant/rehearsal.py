"""Spoken turns without a microphone: commands said by the assistant's own voice, in noise, at the pace of speech."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import soxr

from asr.activity import RATE
from assistant.app import Rooms
from assistant.config import Config
from assistant.events import Event
from assistant.loop import Conversation
from assistant.microphone import Recordings
from assistant.speaking import Tape
from assistant.stream import EventStream
from runtime import Audio
from runtime.audio import Samples
from tts.voice import Voice

_PAUSE = 1.5


class Rehearsal:
    """A conversation with recordings for a microphone and a tape for a speaker.

    Attributes:
        rooms: All loaded.
        tape: What the assistant said.
    """

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms
        self.tape = Tape()
        self._events: list[Event] = []
        stream = EventStream()
        stream.observe(self._events.append)
        self._conversation = Conversation(rooms, self.tape, stream)

    async def turn(self, said: Audio) -> tuple[Event, ...]:
        """Let the assistant hear something, at the pace at which it was said.

        Args:
            said: Any rate.

        Returns:
            Everything that happened.
        """
        self._events.clear()
        await self._conversation.listen(Recordings([said], pause=_PAUSE, pace=1.0))
        return tuple(self._events)


@asynccontextmanager
async def rehearsing(config: Config) -> AsyncIterator[Rehearsal]:
    """A rehearsal whose alarms, timers and lists are nobody's: they go when it ends.

    Args:
        config: All but its state folder is used.
    """
    with TemporaryDirectory() as folder:
        rooms = Rooms(config.model_copy(update={"state": Path(folder)}))
        await asyncio.to_thread(rooms.load)
        try:
            yield Rehearsal(rooms)
        finally:
            rooms.close()


def spoken(voice: Voice, text: str, snr: float, seed: int) -> Audio:
    """A text said in a noisy room.

    Args:
        voice: Says it.
        text: Plain text.
        snr: Signal-to-noise ratio in dB, over the whole utterance.
        seed: Of the noise.

    Returns:
        16 kHz.
    """
    samples = np.concatenate([chunk.audio.samples for chunk in voice.stream(text)])
    speech = soxr.resample(samples, voice.rate, RATE)
    return Audio(with_noise(speech, snr, seed), RATE)


def with_noise(speech: Samples, snr: float, seed: int) -> Samples:
    """Speech with pink noise, whose spectrum is that of most rooms.

    Args:
        speech: Shape (n,).
        snr: In dB.
        seed: Of the noise.
    """
    white = np.random.default_rng(seed).standard_normal(len(speech))
    spectrum = np.fft.rfft(white) / np.sqrt(np.arange(1, len(speech) // 2 + 2))
    noise = np.fft.irfft(spectrum, len(speech))
    power = np.mean(np.square(speech)) / 10 ** (snr / 10)
    noise *= np.sqrt(power / np.mean(np.square(noise)))
    return np.clip(speech + noise, -1, 1).astype(np.float32)


def joined(parts: Sequence[Audio], rate: int, gap: float = 0.4) -> Audio:
    """Several sounds as one, with pauses between them.

    Args:
        parts: Of any rate.
        rate: Of the result.
        gap: Seconds of silence behind each.
    """
    silence = np.zeros(int(gap * rate), dtype=np.float32)
    pieces = [piece for part in parts for piece in (soxr.resample(part.samples, part.rate, rate), silence)]
    return Audio(np.concatenate(pieces) if pieces else silence, rate)
