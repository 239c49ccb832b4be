"""Whether what was said so far sounds like a whole sentence."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from asr.transcript import Transcript

_NOTHING: Mapping[str, frozenset[str]] = {"open": frozenset(), "either": frozenset()}


_OPEN_END = 0.3  # without a full stop, or behind a word that may end a sentence or not


def completeness(transcript: Transcript) -> float:
    """How complete the text is.

    0 for one that ends in mid-phrase; for a sentence with its full stop the square of the probability that the
    recogniser gave to that, as many a torso gets a doubtful one; 0.3 for others.
    """
    words = transcript.text.rsplit(maxsplit=1)
    if not words:
        return 0.0
    last = words[-1].casefold()
    ends = _endings().get(transcript.language, _NOTHING)
    plain = last.strip(".,;:!?-…¿¡").replace("’", "'")
    if last.endswith(("...", "…", ",", "-", ":")) or plain in ends["open"]:
        return 0.0
    if plain in ends["either"] or not last.endswith((".", "!", "?", "。", "？")):
        return _OPEN_END
    return 1.0 if transcript.ending is None else transcript.ending**2


@cache
def _endings() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """By language and kind, the words that a sentence does not end with, or need not."""
    table = tomllib.loads(files("asr").joinpath("completeness.toml").read_text(encoding="utf-8"))
    return {code: {kind: frozenset(words.split()) for kind, words in kinds.items()} for code, kinds in table.items()}
