"""Whether what was said so far sounds like a whole sentence."""

from functools import cache

from asr.transcript import Transcript
from locales import Words, section

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
    another_follows, another_may_follow = _last_words(transcript.language)
    plain = last.strip(".,;:!?-…¿¡").replace("’", "'")
    if last.endswith(("...", "…", ",", "-", ":")) or plain in another_follows:
        return 0.0
    if plain in another_may_follow or not last.endswith((".", "!", "?", "。", "？")):
        return _OPEN_END
    return 1.0 if transcript.ending is None else transcript.ending**2


class LastWords(Words):
    """What the last word says about the sentence; words in lower case with spaces between them.

    Attributes:
        open: Another word must follow.
        either: One may follow, as after "turn it on" and "wake me on".
    """

    open: str = ""
    either: str = ""


@cache
def _last_words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    words = section(language, "completeness", LastWords) or LastWords()
    return frozenset(words.open.split()), frozenset(words.either.split())
