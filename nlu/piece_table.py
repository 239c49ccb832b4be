"""The pieces of a Unigram tokenizer with their scores, small enough for a device.

The ``tokenizers`` library takes about 1,100 bytes of memory a piece, sentencepiece 220; with the hundred thousand
pieces of fifty languages that is more than the network itself. A succinct trie takes ten, scores and ids eight more.
"""

import base64
import json
import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file
from sentencepiece import SentencePieceNormalizer

from nlu.errors import NluError

SPACE = "▁"
MARKS = ("<s>", "<pad>", "</s>", "<unk>")
_UNKNOWN_COST = 10.0  # below the least score, as in sentencepiece


@dataclass(frozen=True)
class PieceTable:
    """Pieces, and the rules that spell text before it is cut into them.

    Attributes:
        trie: Every piece but the marks.
        ids: For each key of the trie, the id of its piece.
        scores: For each key of the trie, the logarithm of its piece's probability.
        marks: Ids of ``MARKS``.
        charsmap: XLM-R's normalisation (NFKC and more), in sentencepiece's format.
    """

    trie: marisa_trie.Trie
    ids: "array[int]"
    scores: "array[float]"
    marks: tuple[int, ...]
    charsmap: bytes

    @classmethod
    def read(cls, file: Path) -> "PieceTable":
        """Read a ``tokenizers`` JSON or, much quicker, what ``write`` wrote.

        Raises:
            NluError: ``tokenizer.unreadable``.
        """
        try:
            return cls._of_json(file) if file.suffix == ".json" else cls._of_tensors(file)
        except (OSError, KeyError, ValueError, TypeError, RuntimeError, SafetensorError) as error:
            raise NluError("tokenizer.unreadable", f"{file} is not a table of pieces: {error}.") from error

    @classmethod
    def _of_json(cls, file: Path) -> "PieceTable":
        content = json.loads(file.read_text("utf-8"))
        places = {piece: place for place, (piece, _) in enumerate(content["model"]["vocab"])}
        scores = [score for _, score in content["model"]["vocab"]]
        trie = marisa_trie.Trie([piece for piece in places if piece not in MARKS])
        ids = [places[piece] for piece in map(trie.restore_key, range(len(trie)))]
        charsmap = base64.b64decode(content["normalizer"]["normalizers"][0]["precompiled_charsmap"])
        marks = tuple(places[mark] for mark in MARKS)
        return cls(trie, array("i", ids), array("f", [scores[place] for place in ids]), marks, charsmap)

    @classmethod
    def _of_tensors(cls, file: Path) -> "PieceTable":
        tensors = load_file(file)
        trie = marisa_trie.Trie().frombytes(tensors["trie"].tobytes())
        ids, scores = array("i", tensors["ids"].tobytes()), array("f", tensors["scores"].tobytes())
        return cls(trie, ids, scores, tuple(tensors["marks"].tolist()), tensors["charsmap"].tobytes())

    def write(self, file: Path) -> None:
        """Write as safetensors."""
        tensors: dict[str, NDArray[Any]] = {
            "trie": np.frombuffer(self.trie.tobytes(), np.uint8),
            "ids": np.frombuffer(self.ids, np.int32),
            "scores": np.frombuffer(self.scores, np.float32),
            "marks": np.array(self.marks, np.int32),
            "charsmap": np.frombuffer(self.charsmap, np.uint8),
        }
        save_file(tensors, file)

    @property
    def size(self) -> int:
        """Number of pieces, marks included."""
        return len(self.ids) + len(self.marks)

    @cached_property
    def _normaliser(self) -> SentencePieceNormalizer:
        return SentencePieceNormalizer(normalizer_spec=_spec(self.charsmap))

    @cached_property
    def _least(self) -> float:
        return min(self.scores, default=0.0) - _UNKNOWN_COST

    @cached_property
    def _skipped(self) -> int | None:
        place = self.trie.get(SPACE)
        return None if place is None else self.ids[place]

    def pieces(self, word: str, longest: int) -> list[int]:
        """Cut a word into its likeliest pieces.

        Args:
            word: Without spaces.
            longest: Characters that are read, after normalisation.

        Returns:
            Piece ids; neighbouring unknown characters are one ``<unk>``.
        """
        spelt = self._normaliser.Normalize(word)[:longest]
        ids = [piece for part in spelt.split() for piece in self._likeliest(SPACE + part)]
        return [piece for piece in ids if piece != self._skipped]

    def _likeliest(self, text: str) -> Sequence[int]:
        """The pieces with the highest sum of scores (Viterbi; arXiv 1804.10959)."""
        unknown = self.marks[MARKS.index("<unk>")]
        best = [0.0] + [-math.inf] * len(text)
        steps: list[tuple[int, int]] = [(0, unknown)] * (len(text) + 1)
        for start in range(len(text)):
            reached, known = best[start], False
            for piece, key in self.trie.iter_prefixes_with_ids(text[start:]):
                end = start + len(piece)
                known = known or end == start + 1
                if reached + self.scores[key] > best[end]:
                    best[end], steps[end] = reached + self.scores[key], (start, self.ids[key])
            if not known and reached + self._least > best[start + 1]:
                best[start + 1], steps[start + 1] = reached + self._least, (start, unknown)
        found: list[int] = []
        end = len(text)
        while end:
            end, piece_id = steps[end]
            if piece_id != unknown or not found or found[-1] != unknown:
                found.append(piece_id)
        return found[::-1]


def _spec(charsmap: bytes) -> bytes:
    """Sentencepiece's ``NormalizerSpec`` with this map and nothing else, as protobuf; spaces stay as they are."""
    length, left = bytearray(), len(charsmap)
    while left > 0x7F:
        length.append(left & 0x7F | 0x80)
        left >>= 7
    return b"\x12" + bytes([*length, left]) + charsmap + b"\x18\x00\x20\x00\x28\x00"
