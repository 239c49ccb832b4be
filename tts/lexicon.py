"""The user's own pronunciations, from ``lexicon.toml``."""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tts.errors import TtsError

_MARKED = re.compile(r"\[[^\[\]]*\]\(/[^)]{0,200}/\)")


class LexiconFile(BaseModel):
    """``lexicon.toml``: words to a respelling (``jiff``) or to phonemes between slashes (``/ʤˈɪf/``)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: dict[str, str] = Field(default_factory=dict)


class Lexicon:
    """Replaces whole words, whatever their case.

    Args:
        words: Word to respelling, or to phonemes between slashes.
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = {word.lower(): said for word, said in words.items()}
        choices = "|".join(re.escape(word) for word in sorted(self._words, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE) if choices else None

    def apply(self, text: str) -> str:
        """``text`` with every word of the lexicon replaced; phonemes become ``[word](/phonemes/)``."""
        if self._pattern is None:
            return text
        return outside_marks(text, lambda part: self._pattern.sub(self._said, part) if self._pattern else part)

    def _said(self, match: re.Match[str]) -> str:
        said = self._words[match[0].lower()]
        return f"[{match[0]}]({said})" if said.startswith("/") else said


def read_lexicon(path: Path) -> Lexicon:
    """Read a lexicon; a file that is not there is an empty one.

    Raises:
        TtsError: ``lexicon.invalid``.
    """
    if not path.exists():
        return Lexicon({})
    try:
        return Lexicon(LexiconFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8"))).words)
    except (OSError, ValueError, ValidationError) as error:
        reason = str(error).replace("\n", " ")
        raise TtsError(
            "lexicon.invalid", f"{path}: {reason}", 'Write [words] and lines such as gif = "jiff".'
        ) from error


def outside_marks(text: str, change: Callable[[str], str]) -> str:
    """Apply ``change`` to what stands outside ``[word](/phonemes/)``."""
    made, start = [], 0
    for mark in _MARKED.finditer(text):
        made += [change(text[start : mark.start()]), mark[0]]
        start = mark.end()
    return "".join([*made, change(text[start:])])
