"""Partial transcripts whose stable part never changes.

A word is stable once two successive partials agree on it and on all words before it (local agreement, Liu et al. 2020,
https://arxiv.org/abs/2005.11185). The last word of a partial is never stable: it may be half a word.
"""

from dataclasses import replace
from itertools import takewhile

from asr.transcript import Hypothesis, Transcript


class Partials:
    """The partial transcripts of one utterance."""

    def __init__(self) -> None:
        self._stable: list[str] = []
        self._previous: list[str] = []

    def push(self, transcript: Transcript) -> Transcript:
        """The next partial, with its stable part marked, and restored where the recogniser has changed its mind."""
        best = transcript.hypotheses[0]
        words = self._stable + best.text.split()[len(self._stable) :]
        agreed = sum(1 for _ in takewhile(_same, zip(self._previous, words, strict=False)))
        count = max(len(self._stable), min(agreed, len(words) - 1))
        self._stable = words[:count]
        self._previous = words
        return replace(
            transcript,
            hypotheses=(Hypothesis(" ".join(words), best.confidence), *transcript.hypotheses[1:]),
            stable=len(" ".join(self._stable)),
            final=False,
        )


def _same(pair: tuple[str, str]) -> bool:
    """Whether two words differ at most in case and in the punctuation around them."""
    first, second = (word.strip(".,;:!?-\"'").casefold() for word in pair)
    return first == second
