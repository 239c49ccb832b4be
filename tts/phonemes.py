"""English text to the phoneme ids of a voice's inventory."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np
import orjson
from hibari.g2p import ASSETS, G2P, Tagger, Tokenizer
from hibari.g2p import Lexicon as Dictionary

from runtime.graph import Array
from tts.errors import TtsError
from tts.lexicon import Lexicon, outside_marks
from tts.text import spell_unknown

_PERCENT = re.compile(r"(?<=\d)\s?%")
_LONG_NUMBER = re.compile(r"\d(?:,?\d){15,}")  # beyond what has a name: said digit by digit
_PAD = 0
_TABLES = Path(__file__).with_name("english")


def read_inventory(path: Path) -> dict[str, int]:
    """The ids of a voice's phonemes.

    Raises:
        TtsError: ``addon.phonemes``.
    """
    try:
        inventory: dict[str, int] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise TtsError("addon.phonemes", f"the phoneme inventory {path} cannot be read: {error}") from error
    return inventory


class _English(G2P):  # type: ignore[misc]  # hibari comes without types
    """hibari's, with its tables looked up in their files; they were made by ``python -m lab english``."""

    def __init__(self) -> None:
        self.lexicon = Dictionary(Table("gold"), Table("silver"), False)
        self.tokenizer = Tokenizer(orjson.loads(Path(ASSETS, "tokenizer_exceptions.json").read_bytes()))
        self.tagger = Tagger(orjson.loads((_TABLES / "tagger.json").read_bytes()) | {"weights": Table("tagger")})
        self._oov, self.unk, self.british = None, "", False


class Table:
    """What hibari has as a dictionary: values as JSON in a trie."""

    def __init__(self, name: str) -> None:
        self._trie = marisa_trie.BytesTrie().mmap(str(_TABLES / f"{name}.trie"))

    def get(self, key: str) -> Any:
        """The value; None where there is none."""
        found = self._trie.get(key) if key.isprintable() else None  # a trie stumbles over NUL
        return orjson.loads(found[0]) if found else None


@cache
def _english() -> G2P:
    return _English()


def _plain_digits(text: str) -> str:
    """Raised, lowered and circled digits as digits, since hibari takes them for numbers and cannot read them."""
    return "".join(str(unicodedata.digit(each)) if each.isdigit() and not each.isdecimal() else each for each in text)


class EnglishPhonemes:
    """Lexicon, rules and a network for unknown words, all of them in hibari-tts; ids from the addon's inventory.

    Args:
        inventory: A JSON object from phoneme to id.
        lexicon: The user's own pronunciations.
    """

    def __init__(self, inventory: Path, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or Lexicon({})
        self._ids = read_inventory(inventory)
        _english()

    def ids(self, text: str) -> Array:
        """Phoneme ids of one segment with a pad on each side, shape (1, phonemes), int64; (1, 2) when all is silent."""
        readable = _plain_digits(outside_marks(self._lexicon.apply(text), spell_unknown))
        readable = _LONG_NUMBER.sub(lambda digits: " ".join(digits[0].replace(",", "")), readable)
        known = self._known(_PERCENT.sub(" percent", readable))
        if not known:  # the rules make nothing of some figures, such as £/00
            known = self._known(" ".join(character for character in readable if character.isalnum()))
        return np.array([[_PAD, *known, _PAD]], dtype=np.int64)

    def _known(self, text: str) -> list[int]:
        return [self._ids[phoneme] for phoneme in _english()(text) if phoneme in self._ids]

    def inputs(self, segment: str) -> dict[str, Array] | None:
        """What a pipeline gets for a segment; nothing where the segment is silent."""
        ids = self.ids(segment)
        return {"ids": ids} if ids.shape[1] > 2 else None


class RawText:
    """For engines that read text themselves."""

    def __init__(self, language: str) -> None:
        self._language = np.frombuffer(language.encode(), np.uint8)

    def inputs(self, segment: str) -> dict[str, Array]:
        """The segment and its language as UTF-8."""
        return {"utf8": np.frombuffer(segment.encode(), np.uint8), "language": self._language}
