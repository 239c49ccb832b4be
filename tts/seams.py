"""How closely streamed speech equals the same speech made at once, at lengths around every edge of a chunk."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np

from runtime.graph import Array
from tts.blocks import Chunk, StreamableBlock, Tensors
from tts.decoding import Decoder
from tts.stacks import StreamableStack
from tts.voices import AddonVoice

SENTENCE = "The kitchen timer is set for ten minutes, and the oven is off."
_SHIFTS = (-1, 0, 1)
_WHOLE = 1_000_000  # frames: more than any segment has


def seam_lengths(voice: AddonVoice, text: str = SENTENCE) -> tuple[int, ...]:
    """Lengths of a stream, in steps of its first block, one below, at and above each place where a chunk may end.

    Those places are the ends of the chunks of the first block's stream that ``text`` reaches, and the first three
    chunks of each decoder, without and with the context it waits for.
    """
    first, *later = _blocks(voice)
    ends = list(accumulate(_size(chunk) for chunk in first.stream(_context(voice, text), iter(()))))
    edges = set(ends[:2])
    for block in later:
        if isinstance(block, Decoder):
            for edge in accumulate(block.chunks[:3]):
                edges |= {edge, edge + block.lookahead}
    return tuple(sorted({edge + shift for edge in edges for shift in _SHIFTS if 0 < edge + shift <= ends[-1]}))


def seam_snr(
    voice: AddonVoice,
    reference: AddonVoice | None = None,
    lengths: Sequence[int] | None = None,
    text: str = SENTENCE,
) -> dict[int, float]:
    """Signal over difference, in decibels, between streamed speech and the reference's one-shot speech.

    Args:
        voice: Streams.
        reference: The same voice, on the runtime to compare with; by default the voice itself.
        lengths: Where the stream is ended, in steps of its first block; by default those of ``seam_lengths``.
        text: What is said.

    Returns:
        By length. Sounds of different lengths have nothing in common: minus infinity.
    """
    streamed, whole = _Speech(voice, text, at_once=False), _Speech(reference or voice, text, at_once=True)
    return {
        length: _snr(whole.until(length), streamed.until(length)) for length in lengths or seam_lengths(voice, text)
    }


class _Speech:
    """What a voice's stack makes of a text, in its own chunks or at once."""

    def __init__(self, voice: AddonVoice, text: str, at_once: bool) -> None:
        self._first, *later = _blocks(voice)
        self._later = [_undivided(block) if at_once else block for block in later]
        self._context, self._at_once = _context(voice, text), at_once

    def until(self, length: int) -> Array:
        """The samples of the first ``length`` steps of the first block."""
        stack = StreamableStack([_Cut(self._first, length, self._at_once), *self._later])
        return np.concatenate([chunk.tensors["audio"] for chunk in stack.stream(self._context, iter(()))])


class _Cut(StreamableBlock):
    """A block's stream that ends early; with ``merged`` in one chunk."""

    def __init__(self, block: StreamableBlock, length: int, merged: bool) -> None:
        self.needs, self.takes, self.gives = block.needs, block.takes, block.gives
        self._block, self._length, self._merged = block, length, merged

    def stream(self, context: Tensors, source: Iterator[Chunk]) -> Iterator[Chunk]:
        """Pass on what there is of the first ``length`` steps."""
        chunks = self._cut(self._block.stream(context, source))
        if not self._merged:
            return chunks
        held = list(chunks)
        joined = {name: np.concatenate([chunk.tensors[name] for chunk in held], axis=-1) for name in self.gives}
        return iter([Chunk(joined, last=True)])

    def _cut(self, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
        left = self._length
        for chunk in chunks:
            keep = min(left, _size(chunk))
            left -= keep
            last = chunk.last or not left
            yield Chunk({name: tensor[..., :keep] for name, tensor in chunk.tensors.items()}, last)
            if last:
                return


def _undivided(block: StreamableBlock) -> StreamableBlock:
    if not isinstance(block, Decoder):
        return block
    return Decoder(block.session, block.lookahead, [_WHOLE], block.passes)


def _blocks(voice: AddonVoice) -> tuple[StreamableBlock, ...]:
    stack = voice.pipeline.streamable
    return stack.blocks if isinstance(stack, StreamableStack) else (stack,)


def _context(voice: AddonVoice, text: str) -> Tensors:
    read = voice.reader.inputs(text)
    assert read is not None
    ratio = np.ones(1, np.float32)
    inputs = {**read, "speed": ratio, "pitch": ratio, "seed": np.zeros(1, np.int64)}
    return {**inputs, **voice.pipeline.sequence.run(inputs)}


def _size(chunk: Chunk) -> int:
    return int(next(iter(chunk.tensors.values())).shape[-1])


def _snr(reference: Array, other: Array) -> float:
    if len(reference) != len(other):
        return -np.inf
    signal, noise = (float(np.sum(sound.astype(np.float64) ** 2)) for sound in (reference, reference - other))
    return round(10 * float(np.log10(max(signal, 1e-30) / max(noise, 1e-30))), 1)
