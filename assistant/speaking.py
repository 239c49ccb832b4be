"""Turns an answer into sound while it is being made, and stops at once when told to."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from typing import Protocol

import numpy as np

from runtime import Audio
from tts.voice import SpeechChunk, Voice

_LAST_CHUNK = 5.0  # seconds that a voice has to end the chunk it is making


class Speaker(Protocol):
    """Where speech goes."""

    @property
    def rate(self) -> int:
        """Samples per second that it takes."""
        ...

    async def play(self, chunks: AsyncIterator[SpeechChunk], started: Callable[[], None]) -> None:
        """Play chunks as they come; returns when the last sample was heard; cancelling it silences it.

        Args:
            chunks: Speech without gaps.
            started: Called when the first sample goes out.
        """
        ...


class Tape:
    """A speaker that keeps what it is given, for replies into files and for machines without a sound card."""

    rate = 24_000

    def __init__(self) -> None:
        self.chunks: list[Audio] = []

    async def play(self, chunks: AsyncIterator[SpeechChunk], started: Callable[[], None]) -> None:
        """Keep every chunk."""
        first = True
        async for chunk in chunks:
            if first:
                started()
                first = False
            self.chunks.append(chunk.audio)

    def audio(self) -> Audio:
        """Everything so far as one piece; a moment of silence where there is nothing."""
        if not self.chunks:
            return Audio(np.zeros(1, dtype=np.float32), 24_000)
        return Audio(np.concatenate([chunk.samples for chunk in self.chunks]), self.chunks[0].rate)


async def speech(voice: Voice, text: str) -> AsyncIterator[SpeechChunk]:
    """Speech for a text, made in a worker thread and handed over chunk by chunk.

    Args:
        voice: Speaks.
        text: Plain text.

    Yields:
        Chunks, each as soon as it exists. Closing the iterator stops the voice after the chunk it is making.
    """
    loop = asyncio.get_running_loop()
    ready: asyncio.Queue[SpeechChunk | Exception | None] = asyncio.Queue()
    stop = threading.Event()

    def hand_over(item: SpeechChunk | Exception | None) -> None:
        loop.call_soon_threadsafe(ready.put_nowait, item)

    def make() -> None:
        try:
            for chunk in voice.stream(text.replace("](", "] (")):  # [word](/phonemes/) would be said as these
                if stop.is_set():
                    return
                hand_over(chunk)
            hand_over(None)
        except Exception as error:  # raised again where the chunks are awaited
            hand_over(error)

    worker = asyncio.ensure_future(asyncio.to_thread(make))
    try:
        while (item := await ready.get()) is not None:
            if isinstance(item, Exception):
                raise item
            yield item
    finally:
        stop.set()
        await asyncio.wait({worker}, timeout=_LAST_CHUNK)
        worker.cancel()
