"""The pieces of text a recogniser's tokens stand for."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from asr.errors import AsrError

_SPACE = "▁".encode()


class Vocabulary:
    """Pieces by token id, in the manner of SentencePiece: ``▁`` stands for a space.

    Attributes:
        pieces: Bytes of UTF-8; a piece may hold part of a character.
        starts: Tokens that begin a word.
    """

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self.pieces = tuple(pieces)
        self._ids = {piece: token for token, piece in reversed(list(enumerate(self.pieces)))}
        self.starts = frozenset(token for token, piece in enumerate(self.pieces) if piece.startswith(_SPACE))

    def text(self, tokens: Iterable[int]) -> str:
        """The text that tokens spell; an incomplete character at the end is left out."""
        return b"".join(self.pieces[token] for token in tokens).decode("utf-8", "ignore").replace("▁", " ").strip()

    def tokens(self, text: str) -> tuple[int, ...]:
        """How the recogniser would spell a text: byte pairs joined in the order in which they were learnt."""
        spelt = "▁" + "▁".join(text.split())
        parts = [part for one in spelt for part in self._smallest(one.encode())]
        while len(parts) > 1:
            ranks = [self._ids.get(left + right, len(self.pieces)) for left, right in pairwise(parts)]
            at = min(range(len(ranks)), key=ranks.__getitem__)
            if ranks[at] == len(self.pieces):
                break
            parts[at : at + 2] = [parts[at] + parts[at + 1]]
        return tuple(self._ids[part] for part in parts)

    def _smallest(self, character: bytes) -> list[bytes]:
        """A character where the vocabulary has it, its bytes where not."""
        return [character] if character in self._ids else [bytes([byte]) for byte in character]


def read_vocabulary(path: Path) -> Vocabulary:
    """Read Moonshine's ``tokenizer.bin``: for each token a length (one byte, or two with the high bit set), then bytes.

    Raises:
        AsrError: ``vocabulary.corrupt``.
    """
    data = path.read_bytes()
    pieces, at = [], 0
    while at < len(data):
        length = data[at]
        at += 1
        if length >= 0x80:
            length = data[at] * 0x80 + length - 0x80 if at < len(data) else len(data)
            at += 1
        if at + length > len(data):
            raise AsrError("vocabulary.corrupt", f"{path} breaks off.", "Fetch the model again: assistant models fetch")
        piece = data[at : at + length]
        at += length
        pieces.append(piece)
    return Vocabulary(pieces)
