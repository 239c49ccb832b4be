"""The bracket notation of MASSIVE: ``wake me at [time : nine am]``."""

import re
from dataclasses import dataclass

from nlu.errors import NluError

_BRACKET = re.compile(r"\[\s*([^\[\]:]+?)\s*:\s*([^\[\]]*?)\s*\]")


@dataclass(frozen=True, slots=True)
class Span:
    """A labelled stretch of text: ``text[start:end]`` is a ``slot``."""

    slot: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Annotated:
    """An utterance with its slots in order, not overlapping."""

    text: str
    spans: tuple[Span, ...]

    def __str__(self) -> str:
        """The bracket notation; a bracket always has a space or the end of the text on each side."""
        parts: list[str] = []
        at = 0
        for span in self.spans:
            parts += [self.text[at : span.start].strip(), f"[{span.slot} : {self.text[span.start : span.end]}]"]
            at = span.end
        parts.append(self.text[at:].strip())
        return " ".join(part for part in parts if part)


def parse(annotation: str, text: str) -> Annotated:
    """Find the bracketed slots of ``annotation`` in ``text``.

    The two are matched by their visible characters, because the notation puts spaces around brackets
    that scripts without spaces do not have in the utterance.

    Raises:
        NluError: ``annotation.mismatch`` when the two hold different characters.
    """
    places = [at for at, char in enumerate(text) if not char.isspace()]
    spans: list[Span] = []
    seen = at = 0
    for match in _BRACKET.finditer(annotation):
        seen += _visible(annotation[at : match.start()])
        length = _visible(match[2])
        if length and seen + length <= len(places):
            spans.append(Span(match[1], places[seen], places[seen + length - 1] + 1))
        seen += length
        at = match.end()
    seen += _visible(annotation[at:])
    if seen != len(places):
        raise NluError("annotation.mismatch", f"'{annotation}' does not annotate '{text}'.")
    return Annotated(text, tuple(spans))


def _visible(text: str) -> int:
    return sum(not char.isspace() for char in text)
