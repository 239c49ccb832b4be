"""Subword pieces of an utterance, each knowing the unit it belongs to."""

from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from nlu.errors import NluError
from nlu.units import Unit, units

LONGEST = 96
"""Pieces that the network reads, the two marks included."""
_SPACE = "▁"


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
    """A Unigram tokenizer (XLM-R's, trimmed) applied unit by unit."""

    def __init__(self, file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(file))
        self.size: int = self._tokenizer.get_vocab_size()
        self.begin, self.end, self.pad = (self._id(mark) for mark in ("<s>", "</s>", "<pad>"))

    def _id(self, mark: str) -> int:
        place = self._tokenizer.token_to_id(mark)
        if place is None:
            raise NluError("tokenizer.mark", f"The tokenizer has no '{mark}'.")
        return place

    def encode(self, text: str) -> Encoded:
        """Encode an utterance of any length; what does not fit is not read."""
        found = units(text)
        encoding = self._tokenizer.encode([unit.text for unit in found], is_pretokenized=True, add_special_tokens=False)
        ids, heads, read = [self.begin], [], []
        previous = None
        for piece, word, token in zip(encoding.ids, encoding.word_ids, encoding.tokens, strict=True):
            if len(ids) == LONGEST - 1:
                break
            if token == _SPACE or word is None:
                continue
            if word != previous:
                heads.append(len(ids))
                read.append(found[word])
                previous = word
            ids.append(piece)
        return Encoded((*ids, self.end), tuple(heads), tuple(read))
