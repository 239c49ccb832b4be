"""A recogniser at work on an utterance that is still being said."""

import asyncio
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np

from asr.activity import FRAME_SECONDS, RATE
from asr.errors import AsrError
from asr.partials import Partials
from asr.transcript import Recognizer, Transcript, readings
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


UNHURRIED = Pace(limit=600.0)
"""For recordings that come faster than they can be heard."""


@dataclass(slots=True)
class _Attempt:
    """A transcript on its way.

    Attributes:
        speech: Frames up to the last one with speech; two attempts with the same give the same words.
        whole: Whether it is to be as good as it can be; otherwise the first draft will do.
        latest: The last draft so far.
        took: Seconds until the first draft.
        taken: Whether a draft was shown.
        dropped: Whether nobody wants it any more.
        task: Ends with the last draft.
    """

    speech: int
    whole: bool
    latest: Transcript | None = None
    took: float = 0.0
    taken: bool = False
    dropped: bool = False
    task: asyncio.Future[None] = field(init=False)


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
            if not self._is_for(speech):
                self._start(frames, speech, whole=True)
        elif not silent and not self._busy and seconds >= self._due:
            self._start(frames, speech, whole=False)
            self._due = seconds + self._pace.partial

    def partial(self) -> Transcript | None:
        """The partial transcript that has become ready, if any."""
        attempt = self._attempt
        if attempt is None or attempt.taken or attempt.latest is None:
            return None
        attempt.taken = True
        self._due += max(0.0, 3 * attempt.took - self._pace.partial)
        return self._partials.push(attempt.latest) if attempt.latest.text else None

    def whole(self, frames: Sequence[Audio], silent: int) -> Transcript | None:
        """The best transcript so far of all speech so far, if there is one."""
        return self._attempt.latest if self._attempt and self._is_for(len(frames) - silent) else None

    async def final(self, frames: Sequence[Audio], silent: int) -> Transcript:
        """The transcript of the whole utterance.

        Raises:
            AsrError: ``recognizer.late``.
        """
        speech = len(frames) - silent
        attempt = self._attempt
        if attempt is None or not self._is_for(speech):
            attempt = self._start(frames, speech, whole=True)
        try:
            async with asyncio.timeout(self._pace.limit):
                await attempt.task
        except TimeoutError:
            raise AsrError(
                "recognizer.late",
                f"{self._recognizer.name} gave no transcript within {self._pace.limit:g} seconds.",
                "Choose a lighter recogniser.",
            ) from None
        assert attempt.latest is not None, "a recogniser makes at least one draft"
        return replace(attempt.latest, stable=len(attempt.latest.text), final=True)

    def drop(self) -> None:
        """Want no transcript any more."""
        if self._attempt is not None:
            self._attempt.dropped = True
            self._attempt.task.cancel()

    @property
    def _busy(self) -> bool:
        return self._attempt is not None and not self._attempt.task.done()

    def _is_for(self, speech: int) -> bool:
        return self._attempt is not None and self._attempt.whole and self._attempt.speech == speech

    def _start(self, frames: Sequence[Audio], speech: int, *, whole: bool) -> _Attempt:
        self.drop()
        attempt = _Attempt(speech, whole)
        attempt.task = asyncio.get_running_loop().run_in_executor(self._worker, self._work, attempt, joined(frames))
        self._attempt = attempt
        return attempt

    def _work(self, attempt: _Attempt, audio: Audio) -> None:
        began = time.monotonic()
        for draft in readings(self._recognizer, audio, self._biases):
            attempt.took = attempt.took or time.monotonic() - began
            attempt.latest = draft
            if attempt.dropped or not attempt.whole:
                return


def joined(frames: Sequence[Audio]) -> Audio:
    """Frames as one sound."""
    return Audio(np.concatenate([frame.samples for frame in frames]), RATE)
