"""Japanese text to the phoneme ids of a voice's inventory, by misaki on a morphological analysis by MeCab."""

import importlib
import re
import threading
import unicodedata
from importlib.util import find_spec
from pathlib import Path
from string import ascii_lowercase
from typing import Any, Final

import numpy as np
from anyascii import anyascii

from runtime.graph import Array
from tts.errors import TtsError
from tts.phonemes import read_inventory

_PACKAGES: Final = ("misaki", "fugashi", "jaconv", "mojimoji", "unidic_lite")
_PAD = 0
_KANJI: Final = 2  # the class of characters that an unknown word gets from the dictionary
_OURS = re.compile(r"[ぁ-ゖァ-ヺー々〆〇ゝゞヽヾ\u3400-\u9fff0-9\s]")
_NAMES: Final = (
    "エー ビー シー ディー イー エフ ジー エイチ アイ ジェー ケー エル エム エヌ オー ピー キュー アール エス ティー "
    "ユー ブイ ダブリュー エックス ワイ ゼット"
)
_LETTERS: Final = dict(zip(ascii_lowercase, _NAMES.split(), strict=True))
_SYMBOLS: Final = {
    "%": "パーセント",
    "+": "プラス",
    "=": "イコール",
    "&": "アンド",
    "@": "アットマーク",
    "#": "シャープ",
}
_SYMBOLS_IN_WORDS = (
    (re.compile(r"(?<=\d),(?=\d{3})"), ""),
    (re.compile(r"([¥$€])(\d[\d.]*)"), r"\2\1"),
    (re.compile(r"(\d{1,2}):([0-5]\d)"), r"\1時\2分"),
    (re.compile(r"(?<=\d)\.(?=\d)"), "点"),
    (re.compile(r"(?<![A-Za-z0-9-])[-−](?=\d)"), "マイナス"),
    (re.compile(r"(?<=[134680])分(?!の\d)"), "ぷん"),
    (re.compile(r"(?<!\d)4時"), "よじ"),
    (re.compile(r"(?<!\d)9時"), "くじ"),
    (re.compile(r"°C?"), "度"),
    (re.compile("¥"), "円"),
    (re.compile(r"\$"), "ドル"),
    (re.compile("€"), "ユーロ"),
)
_LONG_NUMBER = re.compile(r"\d{13,}")  # said digit by digit


def reads_japanese() -> bool:
    """Whether the packages that read Japanese are installed."""
    return all(find_spec(package) for package in _PACKAGES)


class JapanesePhonemes:
    """Readings from UniDic, phonemes as Kokoro was trained with; ids from the addon's inventory.

    Args:
        inventory: A JSON object from phoneme to id.

    Raises:
        TtsError: ``voice.extra_missing`` where the packages that read Japanese are not installed.
    """

    def __init__(self, inventory: Path) -> None:
        if not reads_japanese():
            raise TtsError(
                "voice.extra_missing",
                "The package that reads Japanese is not installed.",
                "Install it with: pip install 'voice-assistant-reference[japanese]'",
            )
        self._ids = read_inventory(inventory)
        self._read: Any = importlib.import_module("misaki.ja").JAG2P()
        self._lock = threading.Lock()  # the analyser holds the sentence it is at

    def inputs(self, segment: str) -> dict[str, Array] | None:
        """What a pipeline gets for a segment: ``ids`` (1, phonemes) with pads; nothing where it is silent."""
        with self._lock:
            phonemes = self._read(self._known(readable(segment)))
        ids = [self._ids[phoneme] for phoneme in phonemes if phoneme in self._ids]
        return {"ids": np.array([[_PAD, *ids, _PAD]], np.int64)} if ids else None

    def _known(self, text: str) -> str:
        """A kanji that the dictionary lacks, spelled by its reading in Latin letters."""
        words = self._read.tagger(text)
        unknown = {word.surface for word in words if word.is_unk and word.char_type == _KANJI}
        for word in unknown:
            text = text.replace(word, _spelled(anyascii(word)))
        return text


def readable(text: str) -> str:
    """Numbers and symbols as words, and characters that are not Japanese spelled, so that none is dropped."""
    text = unicodedata.normalize("NFKC", text)
    for pattern, words in _SYMBOLS_IN_WORDS:
        text = pattern.sub(words, text)
    text = _LONG_NUMBER.sub(lambda digits: " ".join(digits[0]), text)
    return "".join(_spoken(character) for character in text)


def _spoken(character: str) -> str:
    if character in _SYMBOLS:
        return _SYMBOLS[character]
    if _OURS.match(character) or unicodedata.category(character)[0] in "PCM":
        return character
    return _spelled(anyascii(character))


def _spelled(latin: str) -> str:
    return "".join(_LETTERS.get(character, character) for character in latin.lower())
