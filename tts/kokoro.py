"""Kokoro-82M, a published network that speaks whole sentences only: it normalises over the time of its input."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from runtime import Session
from runtime.graph import Array
from tts.blocks import Chunk, StreamableBlock, Tensors
from tts.errors import TtsError

RATE = 24_000
_LONGEST = 500  # phonemes; its positions end at 512
_LOUD = 0.01
_LEAD = RATE * 30 // 1000  # samples kept before the first loud one; what it makes before that is 0.3 s of silence


class WholeSentence(StreamableBlock):
    """Phoneme ids to the speech of the whole segment in one chunk; pitch stays as it is.

    Args:
        session: The network: ``tokens``, ``style`` and ``speed`` to ``audio``.
        styles: An ``.npz`` with a table for each style, shape (phonemes, 1, 256): a row for each length of a segment.
        style: Which.

    Raises:
        TtsError: ``voice.style`` where the file has no such style.
    """

    needs = frozenset({"ids", "speed"})
    gives = frozenset({"audio"})

    def __init__(self, session: Session, styles: Path, style: str) -> None:
        self.session = session
        with np.load(styles) as tables:
            if style not in tables.files:
                raise TtsError("voice.style", f"no style '{style}' (known: {', '.join(sorted(tables.files))})")
            self._table: Array = tables[style]

    def stream(self, context: Tensors, source: Iterator[Chunk]) -> Iterator[Chunk]:
        """``ids`` (1, phonemes) with a pad on each side and ``speed`` (1,) to ``audio`` (samples,) of 24 kHz."""
        phonemes = context["ids"][0, 1:-1]
        for begin in range(0, len(phonemes), _LONGEST):
            audio = self._spoken(phonemes[begin : begin + _LONGEST], context["speed"])
            yield Chunk({"audio": audio}, last=begin + _LONGEST >= len(phonemes))

    def _spoken(self, phonemes: Array, speed: Array) -> Array:
        tokens = np.pad(phonemes, 1)[None]
        audio = self.session.run({"tokens": tokens, "style": self._table[len(phonemes) - 1], "speed": speed})["audio"]
        return audio[max(int(np.argmax(np.abs(audio) > _LOUD)) - _LEAD, 0) :]
