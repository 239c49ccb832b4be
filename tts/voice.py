"""What speaks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from runtime import Audio


@dataclass(frozen=True, slots=True, eq=False)
class SpeechChunk:
    """A stretch of speech, ready to play.

    Attributes:
        audio: Follows the chunk before without a gap.
        index: From 0 in each utterance.
        last: Whether the utterance ends here.
    """

    audio: Audio
    index: int
    last: bool


class Voice(Protocol):
    """Text in, speech out while it is being made."""

    name: str
    languages: frozenset[str]
    rate: int

    def stream(self, text: str) -> Iterator[SpeechChunk]:
        """Speak. Blocks between chunks: iterate from a worker thread; closing the iterator stops the work.

        Args:
            text: Plain text of any length, in one of the voice's languages.
        """
        ...
