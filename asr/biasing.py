"""Phrases that are likelier than usual, as a bonus on the tokens that would go on spelling one.

Shallow fusion with the prefixes of the phrases (Zhao et al. 2019, "Shallow-Fusion End-to-End Contextual Biasing"):
a token that begins a phrase gets a little, one that goes on with it more. That only ever tips a decision that is close:
what sounds different stays as it is heard. Giving Whisper the phrases as a prompt helped no more, and made it err on
speech without them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from runtime.graph import Array

Tokens = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bonus:
    """Added to the logits of a phrase's tokens.

    Attributes:
        first: Of the first token.
        word: Of a token that begins a later word of the phrase.
        inside: Of a token that goes on within a word.
    """

    first: float = 2.0
    word: float = 3.0
    inside: float = 4.0


class Biasing:
    """Adjusts logits towards phrases.

    Args:
        phrases: The tokens of each.
        starts: Tokens that begin a word.
        bonus: How much.
    """

    def __init__(self, phrases: Sequence[Tokens], starts: frozenset[int], bonus: Bonus | None = None) -> None:
        self._phrases = tuple(dict.fromkeys(phrases))
        self._starts = starts
        self._bonus = bonus or Bonus()

    def __call__(self, logits: Array, tokens: Sequence[int]) -> Array:
        """Logits of the next token, with the bonus for each token that goes on with a phrase."""
        bonuses: dict[int, float] = {}
        for phrase in self._phrases:
            for place in range(len(phrase)):
                if place == 0 or tuple(tokens[-place:]) == phrase[:place]:
                    bonuses[phrase[place]] = max(bonuses.get(phrase[place], 0.0), self._of(phrase, place))
        if not bonuses:
            return logits
        adjusted = logits.copy()
        adjusted[list(bonuses)] += list(bonuses.values())
        return adjusted

    def _of(self, phrase: Tokens, place: int) -> float:
        if place == 0:
            return self._bonus.first
        return self._bonus.word if phrase[place] in self._starts else self._bonus.inside
