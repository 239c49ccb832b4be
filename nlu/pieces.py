"""Subword pieces of an utterance, each knowing the unit it belongs to."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from nlu.piece_table import PieceTable
from nlu.units import LONGEST as MOST_CHARACTERS
from nlu.units import Unit, units

LONGEST = 96
"""Pieces that the network reads, the two marks included."""
_LONGEST_REMEMBERED = 32  # characters: what is longer is no word of a language, and could fill the memory


@dataclass(frozen=True, slots=True)
class Encoded:
    """An utterance as the network reads it.

    Attributes:
        ids: Piece ids, from ``<s>`` to ``</s>``.
        heads: For each unit that was read, the position of its first piece in ``ids``.
        units: Those units.
    """

    ids: tuple[int, ...]
    heads: tuple[int, ...]
    units: tuple[Unit, ...]


class PieceTokenizer:
    """A Unigram tokenizer (XLM-R's, trimmed) applied unit by unit.

    Args:
        file: As ``PieceTable`` reads it.
        remembered: Words whose pieces stay in memory; a household says the same ones again and again.
    """

    def __init__(self, file: Path, remembered: int = 2048) -> None:
        self.table = PieceTable.read(file)
        self.size: int = self.table.size
        self.begin, self.pad, self.end, self.unknown = self.table.marks
        self._remembered = lru_cache(remembered)(self.table.pieces)

    def encode(self, text: str) -> Encoded:
        """Encode an utterance of any length and content; what does not fit is not read."""
        ids, heads, read = [self.begin], [], []
        for unit in units(text):
            if len(ids) >= LONGEST - 1:
                break
            if pieces := self._pieces(unit.text):
                heads.append(len(ids))
                read.append(unit)
                ids += pieces
        return Encoded((*ids[: LONGEST - 1], self.end), tuple(heads), tuple(read))

    def _pieces(self, word: str) -> list[int]:
        cut = self._remembered if len(word) <= _LONGEST_REMEMBERED else self.table.pieces
        return cut(word, MOST_CHARACTERS)
