"""What was heard."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

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
        ending: How sure the recogniser is that a sentence ends here: the probability of its full stop, 0 where it wrote
            none; None where it does not say.
    """

    hypotheses: tuple[Hypothesis, ...]
    language: str
    words: tuple[Word, ...] = ()
    stable: int = 0
    final: bool = True
    ending: float | None = None

    @property
    def weakest(self) -> float:
        """Confidence of the word that is in most doubt; of the whole where the words are not known."""
        return min((word.confidence for word in self.words), default=self.hypotheses[0].confidence)

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


@runtime_checkable
class Drafting(Protocol):
    """A recogniser that has something to say before it is done."""

    def drafts(self, audio: Audio, *, biases: Sequence[str] = ()) -> Iterator[Transcript]:
        """Transcripts of one utterance, each better than the one before; the last is what ``transcribe`` gives."""
        ...


@runtime_checkable
class Multilingual(Protocol):
    """A recogniser that can be told which of its languages is spoken."""

    def only(self, language: str) -> Recognizer:
        """The same for one language, an ISO 639-1 code among ``languages``; shares the networks."""
        ...


def narrowed(recognizer: Recognizer, language: str) -> Recognizer:
    """The recogniser told the language where that helps, else as it is."""
    several = language in recognizer.languages and len(recognizer.languages) > 1
    return recognizer.only(language) if several and isinstance(recognizer, Multilingual) else recognizer


def readings(recognizer: Recognizer, audio: Audio, biases: Sequence[str]) -> Iterator[Transcript]:
    """The drafts of a recogniser that makes them, or its transcript."""
    if isinstance(recognizer, Drafting):
        yield from recognizer.drafts(audio, biases=biases)
    else:
        yield recognizer.transcribe(audio, biases=biases)
