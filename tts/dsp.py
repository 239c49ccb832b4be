"""Streamable blocks after the vocoder: loudness with a limiter, and sample-rate conversion."""

from collections.abc import Iterator

import numpy as np
import soxr

from runtime.audio import Samples
from tts.blocks import Chunk, StreamableBlock, Tensors


class Gain(StreamableBlock):
    """Scales the sound; peaks above the ceiling are turned down smoothly before they come, none is clipped.

    The gain of a sample is the mean, over the look-ahead before it, of the smallest gain that keeps every sample of the
    look-ahead after it under the ceiling; so it never exceeds what its own sample allows.

    Args:
        decibels: Gain.
        ceiling: The loudest a sample may be, 0 to 1.
        ahead: Look-ahead in samples.
    """

    takes = gives = frozenset({"audio"})

    def __init__(self, decibels: float, ceiling: float, ahead: int) -> None:
        self._scale = np.float32(10 ** (decibels / 20))
        self._ceiling, self._ahead = np.float32(ceiling), ahead

    def stream(self, context: Tensors, source: Iterator[Chunk]) -> Iterator[Chunk]:
        """``audio`` (samples,) to as many samples, held back by the look-ahead until the last chunk."""
        before, after = np.ones(self._ahead, np.float32), np.zeros(0, np.float32)
        for chunk in source:
            sound = np.concatenate((after, chunk.tensors["audio"] * self._scale))
            padded = np.pad(sound, (0, self._ahead)) if chunk.last else sound
            ready = max(len(padded) - self._ahead, 0)
            made = np.zeros(0, np.float32)
            if ready:
                allowed = self._ceiling / np.maximum(np.abs(padded), self._ceiling)
                least = np.lib.stride_tricks.sliding_window_view(allowed, self._ahead + 1).min(axis=1)
                gains = np.concatenate((before, least))
                smooth = np.lib.stride_tricks.sliding_window_view(gains, self._ahead + 1).mean(axis=1)
                made, before = (sound[:ready] * smooth).astype(np.float32), gains[len(gains) - self._ahead :]
            after = sound[ready:]
            yield Chunk({"audio": made}, chunk.last)


class SampleRateConverter(StreamableBlock):
    """Resamples with soxr at high quality, keeping its state between chunks."""

    takes = gives = frozenset({"audio"})

    def __init__(self, source: int, target: int) -> None:
        self._source, self._target = source, target

    def stream(self, context: Tensors, source: Iterator[Chunk]) -> Iterator[Chunk]:
        """``audio`` (samples,) to samples of the other rate."""
        converter = soxr.ResampleStream(self._source, self._target, 1, dtype="float32", quality="HQ")
        for chunk in source:
            made: Samples = converter.resample_chunk(chunk.tensors["audio"], last=chunk.last)
            yield Chunk({"audio": made}, chunk.last)
