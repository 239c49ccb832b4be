"""The speaker of a scripted conversation."""

import asyncio
from collections.abc import AsyncIterator, Callable

from assistant.script.fault import InjectedFaultError
from assistant.speaking import Tape
from tts.voice import SpeechChunk


class StageSpeaker(Tape):
    """Keeps what is said, and does what the script says.

    Attributes:
        on: Whether replies are spoken at all; off, they cost no time.
        broken: Whether playing fails.
        interrupt_after: Seconds of a reply after which ``interrupt`` is called.
        interrupt: Silences the reply.
    """

    def __init__(self) -> None:
        super().__init__()
        self.on = False
        self.broken = False
        self.interrupt_after: float | None = None
        self.interrupt: Callable[[], None] = lambda: None

    async def play(self, chunks: AsyncIterator[SpeechChunk], started: Callable[[], None]) -> None:
        """See ``assistant.speaking.Speaker``."""
        if self.broken:
            raise InjectedFaultError("the speaker was made to fail")
        if self.on:
            await super().play(self._until_interrupted(chunks), started)

    async def _until_interrupted(self, chunks: AsyncIterator[SpeechChunk]) -> AsyncIterator[SpeechChunk]:
        played = 0.0
        async for chunk in chunks:
            yield chunk
            played += chunk.audio.seconds
            if self.interrupt_after is not None and played >= self.interrupt_after:
                self.interrupt()
                await asyncio.sleep(0)
