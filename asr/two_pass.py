"""A quick recogniser whose doubtful results are heard again by a stronger one."""

from collections.abc import Sequence
from dataclasses import replace

from asr.transcript import Hypothesis, Recognizer, Transcript
from runtime import Audio

CONFIDENT = 0.9  # on commands, Moonshine's results above this are as good as Whisper base's


class TwoPass:
    """Final at once where the quick recogniser is confident; both have a say where it is not.

    Args:
        quick: First to hear.
        strong: Hears what the first doubts; it must know the first one's languages.
        confident: The quick recogniser's confidence from which it is believed.
    """

    def __init__(self, quick: Recognizer, strong: Recognizer, confident: float = CONFIDENT) -> None:
        self.name = f"{quick.name}+{strong.name}"
        self.languages = quick.languages
        self._quick = quick
        self._strong = strong
        self._confident = confident

    def transcribe(self, audio: Audio, *, biases: Sequence[str] = ()) -> Transcript:
        """See `asr.transcript.Recognizer.transcribe`; the biases are the strong recogniser's."""
        first = self._quick.transcribe(audio, biases=biases)
        if first.hypotheses[0].confidence >= self._confident:
            return first
        second = self._strong.transcribe(audio, biases=biases)
        if not second.text:
            return first
        return replace(second, hypotheses=_merged(second.hypotheses, first.hypotheses))


def _merged(strong: Sequence[Hypothesis], quick: Sequence[Hypothesis]) -> tuple[Hypothesis, ...]:
    """The strong recogniser's readings, then those only the quick one has; agreement is worth the higher confidence."""
    best = {one.text: one.confidence for one in quick}
    agreed = [Hypothesis(one.text, max(one.confidence, best.pop(one.text, 0.0))) for one in strong]
    return (*agreed, *(Hypothesis(text, confidence) for text, confidence in best.items()))
