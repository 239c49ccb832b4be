"""Streamable blocks before the vocoder: the upsampler, and a network run in chunks with overlap."""

from collections.abc import Iterator, Sequence

import numpy as np

from runtime import GraphSpec, Session, TensorSpec
from runtime.graph import Array
from tts.blocks import Chunk, StreamableBlock, Tensors


class Upsampler(StreamableBlock):
    """Yields the frames of token encodings by their durations, and curves that have a value a frame already.

    Args:
        repeat: Tensors (1, width, phonemes) to repeat.
        curves: Tensors (1, frames) to pass on.
        factor: Frames in a unit of duration.
        frames: Frames in a chunk.
    """

    def __init__(self, repeat: Sequence[str], curves: Sequence[str], factor: int, frames: int) -> None:
        self.repeat, self.curves, self.factor, self.frames = tuple(repeat), tuple(curves), factor, frames
        self.gives = frozenset((*repeat, *curves))
        self.needs = self.gives | {"units"}

    def stream(self, context: Tensors, source: Iterator[Chunk]) -> Iterator[Chunk]:
        """Expand on demand: only the frames asked for are ever made."""
        ends = np.cumsum(context["units"] * self.factor)
        total = int(ends[-1])
        for start in range(0, total, self.frames):
            stop = min(start + self.frames, total)
            tokens = np.searchsorted(ends, np.arange(start, stop), side="right")
            made = {name: context[name][..., tokens] for name in self.repeat}
            made.update({name: context[name][..., start:stop] for name in self.curves})
            yield Chunk(made, last=stop == total)


class Decoder(StreamableBlock):
    """A network over time run in chunks that overlap by its receptive field, equal to running it on the whole.

    Args:
        session: The network; every input and output has time as its last axis, outputs perhaps at a multiple of the
            rate, as a vocoder's samples are.
        receptive_field: Frames it sees on each side.
        chunks: Frames yielded by the first chunk, the second, …; the last number repeats.
        passes: Tensors of the source that go on beside what the network gives, frame by frame.
    """

    def __init__(
        self, session: Session, receptive_field: int, chunks: Sequence[int], passes: Sequence[str] = ()
    ) -> None:
        self.session, self.lookahead, self.chunks, self.passes = session, receptive_field, tuple(chunks), tuple(passes)
        self._inputs = [tensor.name for tensor in session.spec.inputs]
        self._outputs = [tensor.name for tensor in session.spec.outputs]
        self._rates = {tensor.name: _rate(session.spec, tensor) for tensor in session.spec.outputs}
        self._nothing = dict.fromkeys(passes, FrameWindow.nothing)
        self._nothing |= {t.name: np.zeros([1] * (len(t.shape) - 1) + [0], t.dtype) for t in session.spec.outputs}
        self.takes = frozenset((*self._inputs, *passes))
        self.gives = frozenset((*self._outputs, *passes))

    def stream(self, context: Tensors, source: Iterator[Chunk]) -> Iterator[Chunk]:
        """Decode as soon as a chunk and its right context are there."""
        window = FrameWindow(source, self.takes)
        start, index = 0, 0
        while True:
            size = self.chunks[min(index, len(self.chunks) - 1)]
            window.fill(start + size + self.lookahead)
            stop = min(start + size, window.end)
            if window.ended and stop == window.end == start:
                yield Chunk(self._nothing, last=True)
                return
            left = max(start - self.lookahead, 0)
            seen = window.read(left, min(stop + self.lookahead, window.end))
            made = {**seen, **self.session.run({name: seen[name] for name in self._inputs})}
            last = window.ended and stop == window.end
            yield Chunk({name: self._kept(name, made[name], start - left, stop - left) for name in self.gives}, last)
            if last:
                return
            start, index = stop, index + 1
            window.forget(start - self.lookahead)

    def _kept(self, name: str, array: Array, start: int, stop: int) -> Array:
        rate = self._rates.get(name, 1)
        return array[..., rate * start : rate * stop]


def _rate(spec: GraphSpec, tensor: TensorSpec) -> int:
    """Steps of an output for each frame in."""
    axis = tensor.shape[-1]
    return spec.derived[axis].size(1) if axis in spec.derived and isinstance(axis, str) else 1


class FrameWindow:
    """The frames of a stream that are still wanted, addressed by their place in the whole stream."""

    nothing: Array = np.zeros((1, 0), np.float32)

    def __init__(self, source: Iterator[Chunk], names: frozenset[str]) -> None:
        self._source, self._names = source, names
        self._held: dict[str, list[Array]] = {name: [] for name in names}
        self._begin = self.end = 0
        self.ended = False

    def fill(self, stop: int) -> None:
        """Pull chunks until frame ``stop`` is there or the stream ends."""
        while not self.ended and self.end < stop:
            chunk = next(self._source)
            frames = next(iter(chunk.tensors.values())).shape[-1]
            for name in self._names if frames else ():
                self._held[name].append(chunk.tensors[name])
            self.end += frames
            self.ended = chunk.last

    def read(self, start: int, stop: int) -> dict[str, Array]:
        """The frames [start, stop) of every tensor."""
        for name, parts in self._held.items():
            self._held[name] = [parts[0] if len(parts) == 1 else np.concatenate(parts, axis=-1)]
        return {
            name: np.ascontiguousarray(parts[0][..., start - self._begin : stop - self._begin])
            for name, parts in self._held.items()
        }

    def forget(self, start: int) -> None:
        """Let go of the frames before ``start``."""
        if start <= self._begin:
            return
        for name, parts in self.read(start, self.end).items():
            self._held[name] = [parts]
        self._begin = start
