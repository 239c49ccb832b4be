"""A stream of sound in pieces of any length and rate, cut into the detector's frames."""

import numpy as np
import soxr

from asr.activity import FRAME, RATE
from asr.errors import AsrError
from runtime import Audio
from runtime.audio import Samples

_LOWEST, _HIGHEST = 4000, 768000


class Framer:
    """Keeps what does not fill a frame for the next piece."""

    def __init__(self) -> None:
        self._rest: Samples = np.zeros(0, np.float32)
        self._rate = RATE
        self._resampler: soxr.ResampleStream | None = None

    def push(self, piece: Audio) -> list[Audio]:
        """The frames that are full now.

        Args:
            piece: The next stretch of the stream, of any length; its rate may change from piece to piece.

        Raises:
            AsrError: ``audio.not_finite`` or ``audio.rate``; the piece is dropped and the stream can go on.
        """
        if not np.isfinite(piece.samples).all():
            raise AsrError(
                "audio.not_finite", "The sound contains samples that are not numbers.", "Check the microphone."
            )
        if not _LOWEST <= piece.rate <= _HIGHEST:
            raise AsrError(
                "audio.rate",
                f"A rate of {piece.rate} Hz is out of range.",
                f"Record with {_LOWEST} to {_HIGHEST} Hz; 16000 is best.",
            )
        return self._cut(self._resampled(np.clip(piece.samples, -1, 1), piece.rate))

    def flush(self) -> list[Audio]:
        """The last frame, filled up with silence, where the stream has ended within one."""
        tail = self._drained()
        whole = self._cut(tail)
        if not len(self._rest):
            return whole
        return whole + self._cut(np.zeros(FRAME - len(self._rest), np.float32))

    def _resampled(self, samples: Samples, rate: int) -> Samples:
        before = np.zeros(0, np.float32)
        if rate != self._rate:
            before = self._drained()
            self._rate = rate
            self._resampler = None if rate == RATE else soxr.ResampleStream(rate, RATE, 1, dtype="float32")
        if self._resampler is not None:
            samples = self._resampler.resample_chunk(samples)
        return np.concatenate([before, samples])

    def _drained(self) -> Samples:
        """What the resampler still holds."""
        if self._resampler is None:
            return np.zeros(0, np.float32)
        drained: Samples = self._resampler.resample_chunk(np.zeros(0, np.float32), last=True)
        self._resampler = None
        self._rate = RATE
        return drained

    def _cut(self, samples: Samples) -> list[Audio]:
        joined = np.concatenate([self._rest, np.clip(samples, -1, 1)])
        count = len(joined) // FRAME
        self._rest = joined[count * FRAME :]
        return [Audio(frame, RATE) for frame in joined[: count * FRAME].reshape(count, FRAME)]
