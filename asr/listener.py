"""From a stream of sound to what was said, as it is said.

The recogniser runs in a worker thread; the detector, whose frame takes a tenth of a millisecond, does not, as waking a
thread takes longer than that. The recogniser starts on the first pause, before the endpointer has decided that it
is the last one; where nothing more is said, the transcript is ready when the endpoint comes.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal

from asr.activity import FRAME_SECONDS, VoiceActivityDetector
from asr.completeness import completeness
from asr.endpointer import Endpointer
from asr.frame_stream import FrameStream
from asr.hearing import Hearing, Pace, joined
from asr.transcript import Recognizer, Transcript
from runtime import Audio

EndReason = Literal["pause", "longest", "end_of_stream"]
_LEAD = round(0.8 / FRAME_SECONDS)  # frames kept from before speech is certain


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Somebody speaks, as was certain at ``at`` seconds of the stream."""

    at: float


@dataclass(frozen=True, slots=True)
class PartialHeard:
    """What was heard so far; the stable part of its text stays."""

    transcript: Transcript


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """The utterance is over.

    Attributes:
        at: When the speech ended, in seconds of the stream.
        endpoint: When that was decided.
        why: A pause, the longest utterance allowed, or the end of the stream.
    """

    at: float
    endpoint: float
    why: EndReason


@dataclass(frozen=True, slots=True)
class Heard:
    """The final transcript of an utterance, which has words, and its sound at 16 kHz."""

    transcript: Transcript
    audio: Audio


@dataclass(frozen=True, slots=True)
class NothingHeard:
    """The user said nothing in time, the stream ended, or the sound held no words."""

    why: Literal["timeout", "end_of_stream", "no_words"]


Listened = SpeechStarted | PartialHeard | SpeechEnded | Heard | NothingHeard


class Listener:
    """Hears one utterance after another. Use it as a context manager, or `close` it.

    Args:
        recognizer: Its text for sound without speech must be empty, as that of `asr.open_recognizer` is.
        detector: Whose network to use; the listener keeps a stream of its own.
        endpointer: Decides when an utterance is over.
        pace: When the recogniser works.
        stall: Seconds to wait for sound.
    """

    def __init__(
        self,
        recognizer: Recognizer,
        detector: VoiceActivityDetector,
        endpointer: Endpointer,
        pace: Pace | None = None,
        stall: float = 3.0,
    ) -> None:
        self._recognizer = recognizer
        self._detector = detector.stream()
        self._endpointer = endpointer
        self._pace = pace or Pace()
        self._stall = stall
        self._worker = _worker()
        self._stream: FrameStream | None = None

    def __enter__(self) -> "Listener":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def time(self) -> float:
        """Seconds of the stream that were taken; 0 before the first."""
        return self._stream.time if self._stream else 0.0

    def close(self) -> None:
        """Let the worker thread go; it finishes what it is at, unheard."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    async def listen(
        self, frames: AsyncIterator[Audio], biases: Callable[[], Sequence[str]] = tuple
    ) -> AsyncGenerator[Listened]:
        """Follow one utterance.

        Args:
            frames: The microphone or a file, in pieces of any length and rate. Give the same iterator again for the
                next utterance: no sound in between is lost.
            biases: Gives the words and phrases that are likelier than usual; asked, in a worker thread, once somebody
                speaks.

        Yields:
            `SpeechStarted`, any number of `PartialHeard`, `SpeechEnded`, and at last `Heard` or `NothingHeard`;
            `NothingHeard` alone where nobody spoke.

        Raises:
            AsrError: ``audio.stalled`` when no sound comes, ``audio.not_finite``, ``audio.rate``, ``recognizer.late``.
                Listening can begin again after each.
        """
        if self._stream is None or self._stream.source is not frames:
            self._stream = FrameStream(frames)
            self._detector.reset()
        self._endpointer.reset()
        utterance: list[Audio] = []
        reason = await self._begin(self._stream, utterance)
        if reason:
            yield NothingHeard(reason)
            return
        yield SpeechStarted(self._stream.time)
        hearing = Hearing(self._recognizer, self._worker, self._pace, await asyncio.to_thread(biases))
        try:
            async for value in self._follow(self._stream, hearing, utterance):
                yield value
        finally:
            hearing.drop()

    async def _follow(self, stream: FrameStream, hearing: Hearing, utterance: list[Audio]) -> AsyncGenerator[Listened]:
        endpointer = self._endpointer
        why: EndReason = "pause"
        while endpointer.state != "ended":
            hearing.follow(utterance, endpointer.silent)
            if partial := hearing.partial():
                yield PartialHeard(partial)
            whole = hearing.whole(utterance, endpointer.silent)
            endpointer.complete = completeness(whole) if whole else 0.5
            if not await self._advance(stream, utterance):
                why = "end_of_stream"
        if why == "pause" and endpointer.pause < endpointer.needed:
            why = "longest"
        yield SpeechEnded(stream.time - endpointer.pause, stream.time, why)
        transcript = await self._final(hearing, utterance)
        yield Heard(transcript, joined(utterance)) if transcript.text else NothingHeard("no_words")

    async def _final(self, hearing: Hearing, utterance: list[Audio]) -> Transcript:
        """The transcript; after a failure the thread may hang or be gone, so the next utterance gets another."""
        try:
            return await hearing.final(utterance, self._endpointer.silent)
        except (Exception, SystemExit):
            self.close()
            self._worker = _worker()
            raise

    async def _begin(self, stream: FrameStream, utterance: list[Audio]) -> Literal["", "timeout", "end_of_stream"]:
        """Wait for speech; why there was none, if so."""
        while self._endpointer.state == "waiting":
            if not await self._advance(stream, utterance):
                return "end_of_stream"
            del utterance[:-_LEAD]
        return "timeout" if self._endpointer.state == "timed_out" else ""

    async def _advance(self, stream: FrameStream, utterance: list[Audio]) -> bool:
        """Take one frame; whether there was one."""
        frame = await stream.next(self._stall)
        if frame is None:
            self._endpointer.finish()
            return False
        await asyncio.sleep(0)  # a source that never waits must not keep others from their turn
        utterance.append(frame)
        self._endpointer.push(self._detector.probability(frame))
        return True


def _worker() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, "recognizer")
