"""A recogniser that hears speech only.

Recognisers trained on speech write words for silence and noise too. Here the voice activity detector decides what they
get to hear, and text they are not sure of, or that holds no word, is dropped.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from asr.activity import FRAME, FRAME_SECONDS, VoiceActivityDetector
from asr.errors import AsrError
from asr.transcript import Hypothesis, Recognizer, Transcript, Word, narrowed, readings
from runtime import Audio
from runtime.audio import Samples


@dataclass(frozen=True, slots=True)
class Gate:
    """What counts as speech.

    Attributes:
        speech: Probability from which a frame is speech.
        shortest: Frames of speech that an utterance needs (a short "no" has about six).
        margin: Frames kept before and behind speech.
        gap: Frames of silence within one stretch of speech.
        longest: Frames the recogniser gets at once.
        confidence: Below this the text is dropped.
    """

    speech: float = 0.5
    shortest: int = 4
    margin: int = 10
    gap: int = 30
    longest: int = 780
    confidence: float = 0.4


class SpeechOnly:
    """Wraps a recogniser; recordings of any length are cut at pauses."""

    def __init__(self, recognizer: Recognizer, detector: VoiceActivityDetector, gate: Gate | None = None) -> None:
        self.name = recognizer.name
        self.languages = recognizer.languages
        self._recognizer = recognizer
        self._detector = detector
        self._gate = gate or Gate()

    def only(self, language: str) -> "SpeechOnly":
        """See `asr.transcript.Multilingual`."""
        return SpeechOnly(narrowed(self._recognizer, language), self._detector, self._gate)

    def transcribe(self, audio: Audio, *, biases: Sequence[str] = ()) -> Transcript:
        """See `asr.transcript.Recognizer.transcribe`.

        Raises:
            AsrError: ``audio.rate`` for audio that is not 16 kHz, ``audio.not_finite``.
        """
        *_, best = self.drafts(audio, biases=biases)
        return best

    def drafts(self, audio: Audio, *, biases: Sequence[str] = ()) -> Iterator[Transcript]:
        """The drafts of the wrapped recogniser, where there is one stretch of speech.

        Raises:
            AsrError: As `transcribe`.
        """
        if audio.rate != 16000:
            raise AsrError("audio.rate", f"Recognisers take 16 kHz, not {audio.rate} Hz.", "Read it with read_audio.")
        if not np.isfinite(audio.samples).all():
            raise AsrError(
                "audio.not_finite", "The sound contains samples that are not numbers.", "Check the microphone."
            )
        parts = [
            (start * FRAME_SECONDS, Audio(audio.samples[start * FRAME : end * FRAME], audio.rate))
            for start, end in stretches(self._detector.probabilities(audio), self._gate)
        ]
        if len(parts) == 1:
            [(start, part)] = parts
            for draft in readings(self._recognizer, part, biases):
                yield self._joined([_later(draft, start)])
        else:
            yield self._joined(
                [_later(self._recognizer.transcribe(part, biases=biases), start) for start, part in parts]
            )

    def _joined(self, heard: Sequence[Transcript]) -> Transcript:
        return _joined([transcript for transcript in heard if self._believed(transcript.hypotheses[0])])

    def _believed(self, hypothesis: Hypothesis) -> bool:
        return hypothesis.confidence >= self._gate.confidence and any(map(str.isalnum, hypothesis.text))


def stretches(probabilities: Samples, gate: Gate) -> list[tuple[int, int]]:
    """Frames [start, end) of each stretch of speech, with margins; none is longer than ``gate.longest``."""
    voiced = np.flatnonzero(probabilities >= gate.speech)
    if len(voiced) < gate.shortest:
        return []
    groups = np.split(voiced, np.flatnonzero(np.diff(voiced) > gate.gap) + 1)
    spans = [(int(group[0]), int(group[-1]) + 1) for group in groups if len(group) >= gate.shortest]
    borders = [0, *((before[1] + after[0]) // 2 for before, after in pairwise(spans)), len(probabilities)]
    widened = [
        (max(low, start - gate.margin), min(high, end + gate.margin))
        for (start, end), (low, high) in zip(spans, pairwise(borders), strict=False)
    ]
    return [piece for start, end in widened for piece in _cut(probabilities, start, end, gate.longest)]


def _cut(probabilities: Samples, start: int, end: int, longest: int) -> list[tuple[int, int]]:
    """Cut a stretch that is too long where speech is least likely in the second half of what is allowed."""
    pieces = []
    while end - start > longest:
        half = start + longest // 2
        cut = half + int(probabilities[half : start + longest].argmin())
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def _later(transcript: Transcript, seconds: float) -> Transcript:
    words = tuple(Word(w.text, w.start + seconds, w.end + seconds, w.confidence) for w in transcript.words)
    return replace(transcript, words=words)


def _joined(parts: Sequence[Transcript]) -> Transcript:
    """One transcript of several that follow each other; alternatives are kept only where there is one."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return Transcript((Hypothesis("", 1.0),), language="und")
    best = [part.hypotheses[0] for part in parts]
    confidence = math.exp(sum(math.log(max(one.confidence, 1e-9)) for one in best) / len(best))
    text = Hypothesis(" ".join(one.text for one in best), confidence)
    words = tuple(word for part in parts for word in part.words)
    return Transcript((text,), parts[0].language, words, ending=parts[-1].ending)
