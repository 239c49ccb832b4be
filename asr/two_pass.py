"""A quick recogniser whose doubtful results are heard again by a stronger one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from asr.transcript import Hypothesis, Recognizer, Transcript
from runtime import Audio

CONFIDENT = 0.7  # see the curve in docs/research/figures.md


class TwoPass:
    """Final at once where the quick recogniser is confident of every word; both have a say where it is not.

    Args:
        quick: First to hear.
        strong: Hears what the first doubts; it must know the first one's languages.
        confident: The quick recogniser's confidence in its weakest word from which it is believed: one wrong word does
            not hide behind many right ones.
    """

    def __init__(self, quick: Recognizer, strong: Recognizer, confident: float = CONFIDENT) -> None:
        self.name = f"{quick.name}+{strong.name}"
        self.languages = quick.languages
        self._quick = quick
        self._strong = strong
        self._confident = confident

    def transcribe(self, audio: Audio, *, biases: Sequence[str] = ()) -> Transcript:
        """See `asr.transcript.Recognizer.transcribe`."""
        *_, best = self.drafts(audio, biases=biases)
        return best

    def drafts(self, audio: Audio, *, biases: Sequence[str] = ()) -> Iterator[Transcript]:
        """What the quick recogniser hears, and what both do where that is in doubt."""
        first = self._quick.transcribe(audio, biases=biases)
        yield first
        if first.weakest >= self._confident:
            return
        second = self._strong.transcribe(audio, biases=biases)
        if second.text:
            yield replace(second, hypotheses=_merged(second.hypotheses, first.hypotheses))


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
