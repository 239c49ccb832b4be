"""How what rings sounds: its words, or a tone of our own where these do not come, or not in time."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable

import numpy as np

from assistant.guard import StageError
from runtime import Audio
from tts.voice import SpeechChunk

_IN_TIME = 1.5  # seconds that the first words may take before the tone
_AT_ALL = 20.0  # seconds after which they are given up
_NOTES = (880.0, 0.0, 880.0, 0.0, 1046.5)  # Hz
_NOTE = 0.18  # seconds
_FADE = 0.01  # seconds
_LEVEL = 0.4


def tone(rate: int) -> Audio:
    """A bell of three notes.

    Args:
        rate: Samples per second.
    """
    time = np.arange(round(_NOTE * rate)) / rate
    envelope = np.clip(np.minimum(time, time[::-1]) / _FADE, 0.0, 1.0) * _LEVEL
    notes = [np.sin(2 * np.pi * note * time) * envelope for note in _NOTES]
    return Audio(np.concatenate(notes).astype(np.float32), rate)


async def ringing(
    words: AsyncGenerator[SpeechChunk], rate: int, failed: Callable[[StageError], None]
) -> AsyncIterator[SpeechChunk]:
    """The words as they come; before them, or in their place, a tone, so that there is a sound whatever is broken.

    Args:
        words: Speech; closed at the end.
        rate: Samples per second of the speaker.
        failed: Is told why there are no words.
    """
    following = asyncio.ensure_future(anext(words, None))
    try:
        await asyncio.wait({following}, timeout=_IN_TIME)
        if not following.done():
            yield SpeechChunk(tone(rate), 0, last=False)
        try:
            async with asyncio.timeout(_AT_ALL):
                chunk = await following
        except StageError as failure:
            failed(failure)
            chunk = None
        except TimeoutError:
            chunk = None
        if chunk is None:
            yield SpeechChunk(tone(rate), 0, last=True)
            return
        while chunk is not None:
            yield chunk
            chunk = await anext(words, None)
    finally:
        following.cancel()
        await asyncio.wait({following})
        await words.aclose()
