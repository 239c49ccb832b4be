"""What was heard."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from runtime import Audio

Quality = Literal["quick", "accurate"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word with its place in the audio, in seconds from the start of the utterance."""

    text: str
    start: float
    end: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One reading of the audio.

    Attributes:
        text: As the recogniser writes it, empty for no speech.
        confidence: In [0, 1]; the geometric mean of the token probabilities unless a recogniser says otherwise.
    """

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Transcript:
    """What the recogniser heard in one utterance.

    Attributes:
        hypotheses: Best first; never empty, the first may have empty text (no speech).
        language: ISO 639-1 code of the speech.
        words: Of the best hypothesis; Whisper's are aligned, Moonshine's spread over the speech by their letters.
        stable: Leading characters of the best text that later partials will not change.
        final: Whether the utterance is over.
    """

    hypotheses: tuple[Hypothesis, ...]
    language: str
    words: tuple[Word, ...] = ()
    stable: int = 0
    final: bool = True

    @property
    def text(self) -> str:
        """Text of the best hypothesis."""
        return self.hypotheses[0].text


class Recognizer(Protocol):
    """Audio in, transcript out. Blocks: call it from a worker thread."""

    name: str
    languages: frozenset[str]

    def transcribe(self, audio: Audio, *, biases: Sequence[str] = ()) -> Transcript:
        """Recognise one utterance.

        Args:
            audio: 16 kHz.
            biases: Words and phrases that are likelier than usual here; a recogniser may ignore them.
        """
        ...
