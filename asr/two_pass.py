"""A quick recogniser whose doubtful results are heard again by a stronger one."""

import re
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
    best = {_words(one.text): one for one in quick}
    agreed = []
    for one in strong:
        other = best.pop(_words(one.text), one)
        agreed.append(Hypothesis(one.text, max(one.confidence, other.confidence)))
    return (*agreed, *best.values())


def _words(text: str) -> tuple[str, ...]:
    """Without case and punctuation, in which recognisers differ."""
    return tuple(re.findall(r"[\w']+", text.casefold()))
