"""Whisper's tokens: languages, the words that tell it what to do, and text."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tokenizers import Tokenizer

from asr.errors import AsrError

_SPACE = "Ġ"  # how byte-level pieces write it
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
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        settings = json.loads(config.read_bytes())
        multilingual = self._token("<|endoftext|>") == 50257
        languages = {self._code(token): token for token in settings["lang_ids"]} if multilingual else {}
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
        return frozenset(token for piece, token in self._tokenizer.get_vocab().items() if piece.startswith(_SPACE))

    def text(self, tokens: Sequence[int]) -> str:
        """What tokens spell."""
        spelt: str = self._tokenizer.decode(list(tokens), skip_special_tokens=True)
        return spelt.strip()

    def tokens(self, phrase: str) -> tuple[int, ...]:
        """How a phrase is spelt within a text."""
        return tuple(self._tokenizer.encode(f" {phrase.strip()}", add_special_tokens=False).ids)

    def _token(self, text: str) -> int:
        token = self._tokenizer.token_to_id(text)
        if token is None:
            raise AsrError("model.unreadable", f"The tokenizer has no {text}.", "Fetch it: assistant models fetch")
        return int(token)

    def _code(self, token: int) -> str:
        return str(self._tokenizer.id_to_token(token)).strip("<|>")
