"""Between recogniser and NLU: look a heard utterance up among the learned rewrites."""

from collections.abc import Iterable
from random import Random

from rapidfuzz import fuzz

from dialog.learning.phonetics import sound
from dialog.learning.rewrite import Rewrite
from dialog.learning.trial import CONTROL_SHARE
from dialog.learning.turn import key
from nlu import Interpretation

UNDERSTOOD = 0.9
"""Confidence from which an utterance counts as understood and is left alone."""
_NEAR = 80.0
"""Percent of its letters that an utterance shares with a source that sounds like it."""
_SHORTEST = 5
"""Consonants that both have at the least; shorter ones sound alike too easily."""


class Rewriter:
    """A lookup table with a standing control share."""

    def __init__(
        self, rewrites: Iterable[Rewrite] = (), *, control: float = CONTROL_SHARE, seed: int | None = None
    ) -> None:
        self._table = {rewrite.source: rewrite for rewrite in rewrites}
        self._unspaced = {_unspaced(source): rewrite for source, rewrite in self._table.items()}
        self._sounds: dict[str, list[Rewrite]] = {}
        for source, rewrite in self._table.items():
            self._sounds.setdefault(sound(source), []).append(rewrite)
        self._control = control
        self._lot = Random(seed)

    def __len__(self) -> int:
        return len(self._table)

    def find(self, heard: str) -> Rewrite | None:
        """The rewrite for an utterance, whether or not the lot will grant it.

        Case, accents and punctuation do not matter, nor where the recogniser parts words, nor the spelling of what
        sounds the same.
        """
        form = key(heard)
        return self._table.get(form) or self._unspaced.get(_unspaced(form)) or self._sounding(form)

    def grants(self) -> bool:
        """Draw the lot: false for the control share."""
        return self._lot.random() >= self._control

    def _sounding(self, form: str) -> Rewrite | None:
        """The rewrite of a source with the same consonants and numbers; none where such sources mean several things."""
        skeleton = sound(form)
        near = [rewrite for rewrite in self._sounds.get(skeleton, ()) if _near(form, rewrite.source)]
        sure = len(skeleton) >= _SHORTEST and len({rewrite.target_meaning for rewrite in near}) == 1
        return near[0] if sure else None


def _unspaced(form: str) -> str:
    return form.replace(" ", "")


def _near(one: str, other: str) -> bool:
    numbers = [[char for char in text if char.isdigit()] for text in (one, other)]
    return numbers[0] == numbers[1] and fuzz.ratio(_unspaced(one), _unspaced(other)) >= _NEAR


def understood(interpretation: Interpretation) -> bool:
    """Whether the NLU is sure of intent and slots alike."""
    weakest = min([interpretation.confidence, *(slot.confidence for slot in interpretation.slots)])
    return interpretation.in_scope and weakest >= UNDERSTOOD
