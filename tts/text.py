"""Plain text made ready to be spoken: cleaned, nothing unspeakable dropped, cut into segments."""

import re
import unicodedata
from collections.abc import Iterator

from tts.errors import TtsError

FIRST_SEGMENT = 70
LONGEST_SEGMENT = 220

_SPACE = re.compile(r"\s+")
_PARAGRAPH = re.compile(r"\n\s*\n|(?<=[.!?:;])\s*\n")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+(?=\S)|(?<=[。！？])[」』）]*\s*(?=[^\s」』）])")
_CLAUSE_END = re.compile(r"(?<=[,;:—])\s+|(?<=[、，；])")
_LONGEST_SHORT = 8
_NOT_AN_END = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|vs|No|approx|e\.g|i\.e|a\.m|p\.m)|\b[A-Z])\.$")
_SPOKEN_AS_IS = re.compile(r"[\x20-\x7eÀ-ɏ‘’“”–—…°²³¹¼½¾€£¥₹¢§¶©®™×÷ˈˌ]")


def check_speakable(text: str) -> None:
    """Raise ``text.empty`` where there is nothing to say: no letter, digit or symbol.

    Raises:
        TtsError: ``text.empty``.
    """
    if not is_speakable(text):
        raise TtsError("text.empty", "There is nothing to say in this text.", "Give at least one word.")


def is_speakable(text: str) -> bool:
    """Whether there is a letter, digit or symbol in it."""
    return any(unicodedata.category(character)[0] in "LNS" for character in text)


def spell_unknown(text: str) -> str:
    """Name every character that English spelling rules cannot read, so that none is dropped in silence.

    A letter of another script is read by its Unicode name without script and case: ``я`` is "ya".
    """
    composed = unicodedata.normalize("NFC", text)
    return "".join(c if _SPOKEN_AS_IS.match(c) or c.isspace() else _named(c) for c in composed)


def _named(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] in "CZ" or category in ("Mn", "Me"):
        return " " if category[0] == "Z" else ""  # invisible, or a mark on the letter before
    name = unicodedata.name(character, "unknown character").lower()
    name = name.replace("cjk unified ideograph-", "ideograph ")
    for word in (" small letter ", " capital letter ", " letter ", " syllable "):
        _, found, rest = name.partition(word)
        if found:
            name = rest
            break
    return f" {name.replace('-', ' ')} "


def segments(text: str, longest: int = LONGEST_SEGMENT) -> Iterator[str]:
    """Cut a text into stretches that are synthesised at once, lazily.

    Sentences are kept whole up to ``longest`` characters; the first segment is cut at its first clause when longer
    than 70, so that the time to the first sound does not grow with the text.
    """
    limit = FIRST_SEGMENT
    for paragraph in _PARAGRAPH.split(text):
        for sentence in _sentences(_SPACE.sub(" ", paragraph).strip()):
            rest = sentence
            while rest:
                piece, rest = _cut(rest, limit)
                yield piece
                limit = longest


def _sentences(paragraph: str) -> Iterator[str]:
    start = 0
    for end in _SENTENCE_END.finditer(paragraph):
        shortened = _NOT_AN_END.search(paragraph, max(end.start() - _LONGEST_SHORT, 0), end.start())
        if not paragraph[end.end()].islower() and not shortened:
            yield paragraph[start : end.end()].strip()
            start = end.end()
    if tail := paragraph[start:].strip():
        yield tail


def _cut(text: str, limit: int) -> tuple[str, str]:
    """The longest beginning within ``limit`` that ends at a clause, else at a word, and the rest."""
    if len(text) <= limit:
        return text, ""
    ends = [match.end() for match in _CLAUSE_END.finditer(text, 0, limit)]
    end = next((end for end in reversed(ends) if end > limit // 4), 0) or text.rfind(" ", 0, limit) + 1 or limit
    return text[:end].strip(), text[end:].strip()
