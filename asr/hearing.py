"""A recogniser at work on an utterance that is still being said."""

import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from asr.activity import FRAME_SECONDS, RATE
from asr.errors import AsrError
from asr.partials import Partials
from asr.transcript import Recognizer, Transcript
from runtime import Audio


@dataclass(frozen=True, slots=True)
class Pace:
    """When the recogniser works, in seconds.

    Attributes:
        probe: The pause from which it works on what may be the whole utterance.
        partial: Between partial transcripts; at least three times what the last one took.
        limit: The longest wait for a transcript.
    """

    probe: float = 0.128
    partial: float = 0.5
    limit: float = 20.0


@dataclass(slots=True)
class _Attempt:
    """A transcript on its way.

    Attributes:
        task: Gives the transcript and the seconds it took.
        speech: Frames up to the last one with speech; two attempts with the same give the same words.
        taken: Whether its transcript was shown.
    """

    task: asyncio.Future[tuple[Transcript, float]]
    speech: int
    taken: bool = False


class Hearing:
    """The attempts at one utterance, one at a time, in a worker thread."""

    def __init__(self, recognizer: Recognizer, worker: ThreadPoolExecutor, pace: Pace, biases: Sequence[str]) -> None:
        self._recognizer = recognizer
        self._worker = worker
        self._pace = pace
        self._biases = tuple(biases)
        self._partials = Partials()
        self._attempt: _Attempt | None = None
        self._due = pace.partial

    def follow(self, frames: Sequence[Audio], silent: int) -> None:
        """Start an attempt where one is due.

        Args:
            frames: The utterance so far.
            silent: How many of them, at the end, hold no speech.
        """
        speech, seconds = len(frames) - silent, len(frames) * FRAME_SECONDS
        if silent * FRAME_SECONDS >= self._pace.probe:
            if self._attempt is None or self._attempt.speech != speech:
                self._start(frames, speech)
        elif not silent and not self._busy and seconds >= self._due:
            self._start(frames, speech)
            self._due = seconds + self._pace.partial

    def partial(self) -> Transcript | None:
        """The partial transcript that has become ready, if any."""
        if self._attempt is None or self._attempt.taken or not self._attempt.task.done():
            return None
        self._attempt.taken = True
        transcript, took = self._attempt.task.result()
        self._due += max(0.0, 3 * took - self._pace.partial)
        return self._partials.push(transcript) if transcript.text else None

    def whole(self, frames: Sequence[Audio], silent: int) -> Transcript | None:
        """The transcript of all speech so far, if it is ready."""
        attempt = self._attempt
        if attempt is None or not attempt.task.done() or attempt.speech != len(frames) - silent:
            return None
        return attempt.task.result()[0]

    async def final(self, frames: Sequence[Audio], silent: int) -> Transcript:
        """The transcript of the whole utterance.

        Raises:
            AsrError: ``recognizer.late``.
        """
        speech = len(frames) - silent
        attempt = self._attempt
        if attempt is None or attempt.speech != speech:
            attempt = self._start(frames, speech)
        try:
            async with asyncio.timeout(self._pace.limit):
                transcript, _ = await attempt.task
        except TimeoutError:
            raise AsrError(
                "recognizer.late",
                f"{self._recognizer.name} gave no transcript within {self._pace.limit:g} seconds.",
                "Choose a lighter recogniser.",
            ) from None
        return replace(transcript, stable=len(transcript.text), final=True)

    def drop(self) -> None:
        """Want no transcript any more."""
        if self._attempt is not None:
            self._attempt.task.cancel()

    @property
    def _busy(self) -> bool:
        return self._attempt is not None and not self._attempt.task.done()

    def _start(self, frames: Sequence[Audio], speech: int) -> _Attempt:
        self.drop()
        audio = joined(frames)
        task = asyncio.get_running_loop().run_in_executor(self._worker, self._transcribe, audio)
        self._attempt = _Attempt(task, speech)
        return self._attempt

    def _transcribe(self, audio: Audio) -> tuple[Transcript, float]:
        began = time.monotonic()
        transcript = self._recognizer.transcribe(audio, biases=self._biases)
        return transcript, time.monotonic() - began


def joined(frames: Sequence[Audio]) -> Audio:
    """Frames as one sound."""
    return Audio(np.concatenate([frame.samples for frame in frames]), RATE)
