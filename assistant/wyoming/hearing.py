"""One utterance of one client: its sound, partial transcripts while it comes, the transcript when it is over."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

import numpy as np

from asr import narrowed
from asr.framing import Framer
from asr.listener import Heard
from asr.partials import Partials
from assistant.ears import SILENT, loudness
from assistant.errors import AssistantError
from assistant.guard import StageError, guarded
from assistant.protocol.sound import LONGEST
from assistant.wyoming.requests import SpeechRequest
from assistant.wyoming.service import Service
from dialog.utterance import Origin
from runtime import Audio

_RATE = 16_000
_BETWEEN_PARTIALS = 1.0


class ClientSpeech:
    """Collects sound. Partials are made only while nobody waits for a whole turn."""

    def __init__(
        self,
        service: Service,
        wanted: SpeechRequest,
        origin: Origin,
        client: str,
        partial: Callable[[str], Awaitable[None]],
    ) -> None:
        """Begin.

        Args:
            service: For the recogniser.
            wanted: What the client said about the speech to come.
            origin: Who speaks, and where.
            client: At whose account the networks work.
            partial: Called with each stretch of text that will not change any more.
        """
        recognizer = service.rooms.recognizer
        self._recognizer = narrowed(recognizer, wanted.language) if wanted.language else recognizer
        self._wanted = wanted.phrases
        self._service = service
        self._origin = origin
        self._client = client
        self._partial = partial
        self._framer = Framer()
        self._frames: list[Audio] = []
        self._partials = Partials()
        self._told = 0
        self._next_partial = _BETWEEN_PARTIALS
        self._work: asyncio.Task[None] | None = None

    @property
    def left(self) -> float:
        """Seconds of sound that are still listened to."""
        return max(LONGEST - self._seconds, 0.0)

    async def push(self, audio: Audio) -> None:
        """Add sound of any rate, no more than is ``left``."""
        self._frames += self._framer.push(audio)
        idle = self._work is None or self._work.done()
        if self._seconds >= self._next_partial and idle and self._service.waiting == 0:
            self._next_partial = self._seconds + _BETWEEN_PARTIALS
            self._work = asyncio.create_task(self._tell())

    async def finish(self) -> Heard:
        """No more sound: all of it, and the transcript, with empty text where there were no words.

        Raises:
            AssistantError: ``server.busy`` or ``server.late``.
            StageError: From ``asr``.
        """
        await self.drop()
        self._frames += self._framer.flush()
        return await self._recognise()

    @property
    def loudness(self) -> float:
        """The loudest frame so far, in dB of full scale."""
        return max((loudness(frame) for frame in self._frames), default=SILENT)

    async def drop(self) -> None:
        """No more partials."""
        if self._work is not None:
            self._work.cancel()
            await asyncio.wait({self._work})

    @property
    def _seconds(self) -> float:
        return sum(frame.seconds for frame in self._frames)

    async def _tell(self) -> None:
        with suppress(StageError, AssistantError):  # what goes wrong here goes wrong again with the whole, and is told
            transcript = self._partials.push((await self._recognise()).transcript)
            if transcript.stable > self._told:
                stretch = transcript.text[self._told : transcript.stable]
                self._told = transcript.stable
                await self._partial(stretch)

    async def _recognise(self) -> Heard:
        samples = np.concatenate([frame.samples for frame in self._frames] or [np.zeros(0, np.float32)])
        async with self._service.turn(self._client):
            with guarded("asr"):
                return await asyncio.to_thread(self._transcribed, Audio(samples, _RATE))

    def _transcribed(self, sound: Audio) -> Heard:
        biases = (*self._wanted, *self._service.engine.expected(self._origin))
        return Heard(self._recognizer.transcribe(sound, biases=biases), sound)
