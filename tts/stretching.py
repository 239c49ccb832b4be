"""Speaking rate and melody for voices that have no durations or melody of their own to scale."""

from collections.abc import Iterator, Sequence

import numpy as np

from runtime.audio import Samples
from tts.blocks import Chunk, StreamableBlock, Tensors

HOP, SEARCH = 240, 160  # samples at 24 kHz: 10 ms, and a pitch period down to 75 Hz in both directions together
_WINDOW = 2 * HOP
_RISING: Samples = np.sin(np.pi * (np.arange(HOP) + 0.5) / _WINDOW).astype(np.float32) ** 2


class TimeStretch(StreamableBlock):
    """Makes speech quicker or slower by ``speed`` and keeps its pitch.

    Waveform similarity overlap-add (Verhelst and Roelands, ICASSP 1993): every 10 ms of output come from about the
    right place of the input, there from where the waveform goes on most like what was taken before.
    """

    needs = frozenset({"speed"})
    takes = gives = frozenset({"audio"})

    def stream(self, context: Tensors, source: Iterator[Chunk]) -> Iterator[Chunk]:
        """``audio`` (samples,) to samples / ``speed``; at speed 1 as it came."""
        speed = float(context["speed"][0])
        if speed == 1.0:
            return source
        return self._stretched(_Stretch(speed), source)

    def _stretched(self, stretch: "_Stretch", source: Iterator[Chunk]) -> Iterator[Chunk]:
        for chunk in source:
            yield Chunk({"audio": stretch.push(chunk.tensors["audio"], chunk.last)}, chunk.last)


class PitchScale(StreamableBlock):
    """Scales an f0 curve in Hz, frame by frame, by ``pitch``; what else there is passes by.

    Args:
        curve: The tensor to scale.
        passes: Tensors that go on as they are.
    """

    needs = frozenset({"pitch"})

    def __init__(self, curve: str, passes: Sequence[str]) -> None:
        self.curve = curve
        self.takes = self.gives = frozenset((curve, *passes))

    def stream(self, context: Tensors, source: Iterator[Chunk]) -> Iterator[Chunk]:
        """Scale each chunk as it comes."""
        for chunk in source:
            kept = {name: chunk.tensors[name] for name in self.gives}
            yield Chunk({**kept, self.curve: chunk.tensors[self.curve] * context["pitch"][0]}, chunk.last)


class _Stretch:
    """The state of one utterance."""

    def __init__(self, speed: float) -> None:
        self._speed = speed
        self._sound: Samples = np.zeros(0, np.float32)  # from sample ``_begin`` on
        self._begin = self._came = self._made = 0
        self._before = -HOP  # where the frame before was taken
        self._falling: Samples | None = None

    def push(self, sound: Samples, last: bool) -> Samples:
        """Take more input, give the output that no later input changes."""
        self._came += len(sound)
        self._sound = np.concatenate((self._sound, sound, np.zeros(_WINDOW + 2 * SEARCH if last else 0, np.float32)))
        total = round(self._came / self._speed)
        parts = [np.zeros(0, np.float32)]
        while self._made < total if last else self._ready():
            parts.append(self._next())
        joined = np.concatenate(parts)
        return joined[: len(joined) - max(self._made - total, 0)] if last else joined

    def _ready(self) -> bool:
        known = self._begin + len(self._sound)
        return max(self._ideal() + SEARCH, self._before + HOP) + _WINDOW <= known

    def _ideal(self) -> int:
        return round(self._made * self._speed)

    def _next(self) -> Samples:
        place = self._best() if self._made else 0
        frame = self._at(place, _WINDOW)
        falling = frame[:HOP] * _RISING[::-1] if self._falling is None else self._falling
        made = np.asarray(falling + frame[:HOP] * _RISING, np.float32)
        self._falling, self._before = frame[HOP:] * _RISING[::-1], place
        self._made += HOP
        self._forget(min(self._ideal() - SEARCH, place + HOP))
        return made

    def _best(self) -> int:
        """Where near the ideal place the input goes on most like what follows the frame before."""
        first = max(self._ideal() - SEARCH, self._begin)
        around, wanted = self._at(first, _WINDOW + 2 * SEARCH), self._at(self._before + HOP, _WINDOW)
        candidates = np.lib.stride_tricks.sliding_window_view(around, _WINDOW)
        likeness = candidates @ wanted / np.sqrt(np.square(candidates).sum(axis=1) + 1e-6)
        return first + int(np.argmax(likeness))

    def _at(self, place: int, samples: int) -> Samples:
        start = place - self._begin
        return self._sound[start : start + samples]

    def _forget(self, place: int) -> None:
        if place > self._begin:
            self._sound, self._begin = self._sound[place - self._begin :], place
