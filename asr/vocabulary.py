"""The pieces of text a recogniser's tokens stand for."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from asr.errors import AsrError


class Vocabulary:
    """Pieces by token id, in the manner of SentencePiece: ``▁`` stands for a space.

    Attributes:
        pieces: Bytes of UTF-8; a piece may hold part of a character.
    """

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self.pieces = tuple(pieces)

    def text(self, tokens: Iterable[int]) -> str:
        """The text that tokens spell; an incomplete character at the end is left out."""
        return b"".join(self.pieces[token] for token in tokens).decode("utf-8", "ignore").replace("▁", " ").strip()


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
