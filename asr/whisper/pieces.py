"""Whisper's tokens: languages, the words that tell it what to do, and text."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import tiktoken

from asr.errors import AsrError

# How GPT-2, whose pieces these are, cuts a text before it is encoded.
_WORDS = r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
_ISO = {"jv": "jw", "nb": "no"}  # languages that Whisper knows by another code


@dataclass(frozen=True, slots=True)
class Special:
    """Tokens that are not text.

    Attributes:
        start: Of a transcript.
        transcribe: Not translate; absent from the English models.
        plain: No time stamps.
        end: Of the text.
        languages: Token by ISO 639-1 code, and by Whisper's own where that is another; empty in the English models.
        suppressed: Tokens that never stand in a transcript.
    """

    start: int
    transcribe: int | None
    plain: int
    end: int
    languages: dict[str, int]
    suppressed: tuple[int, ...]


class Pieces:
    """The tokenizer, and the special tokens.

    Attributes:
        special: Tokens that are not text.
    """

    def __init__(self, tokenizer: Path, config: Path) -> None:
        self._bytes, self._marks = _read(tokenizer)
        settings = json.loads(config.read_bytes())
        multilingual = self._token("<|endoftext|>") == 50257
        codes = {token: text.strip("<|>") for text, token in self._marks.items()}
        languages = {codes[token]: token for token in settings["lang_ids"]} if multilingual else {}
        languages |= {iso: languages[own] for iso, own in _ISO.items() if own in languages}
        self.special = Special(
            start=self._token("<|startoftranscript|>"),
            transcribe=self._token("<|transcribe|>") if multilingual else None,
            plain=self._token("<|notimestamps|>"),
            end=self._token("<|endoftext|>"),
            languages=languages,
            suppressed=tuple(settings["suppress_ids"]),
        )

    @cached_property
    def starts(self) -> frozenset[int]:
        """Tokens that begin a word."""
        return frozenset(token for piece, token in self._bytes.items() if piece.startswith(b" "))

    def text(self, tokens: Sequence[int]) -> str:
        """What tokens spell."""
        return self._coding.decode([token for token in tokens if token < self.special.end]).strip()

    def tokens(self, phrase: str) -> tuple[int, ...]:
        """How a phrase is spelt within a text."""
        return tuple(self._coding.encode_ordinary(f" {phrase.strip()}"))

    @cached_property
    def _coding(self) -> tiktoken.Encoding:
        return tiktoken.Encoding("whisper", pat_str=_WORDS, mergeable_ranks=self._bytes, special_tokens=self._marks)

    def _token(self, text: str) -> int:
        if text not in self._marks:
            raise AsrError("model.unreadable", f"The tokenizer has no {text}.", "Fetch it: assistant models fetch")
        return self._marks[text]


def _read(tokenizer: Path) -> tuple[dict[bytes, int], dict[str, int]]:
    """Tokens by their bytes, and special tokens by their names, from a ``tokenizers`` JSON."""
    content = json.loads(tokenizer.read_bytes())
    marks = {mark["content"]: int(mark["id"]) for mark in content["added_tokens"]}
    letters = _byte_letters()
    spelt = {piece: token for piece, token in content["model"]["vocab"].items() if piece not in marks}
    return {bytes(letters[letter] for letter in piece): token for piece, token in spelt.items()}, marks


def _byte_letters() -> dict[str, int]:
    """The letter that stands for each byte in byte-level pieces: itself where it can be seen, else one from 256 on."""
    seen = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    unseen = [byte for byte in range(256) if byte not in seen]
    return {chr(byte): byte for byte in seen} | {chr(256 + place): byte for place, byte in enumerate(unseen)}
