"""Between recogniser and NLU: look a heard utterance up among the learned rewrites."""

from collections.abc import Iterable
from random import Random

from dialog.learning.rewrite import Rewrite
from dialog.learning.trial import CONTROL_SHARE
from dialog.learning.turn import key
from nlu import Interpretation

UNDERSTOOD = 0.9
"""Confidence from which an utterance counts as understood and is left alone."""


class Rewriter:
    """A lookup table with a standing control share and a kill switch."""

    def __init__(
        self, rewrites: Iterable[Rewrite] = (), *, control: float = CONTROL_SHARE, seed: int | None = None
    ) -> None:
        self._table = {rewrite.source: rewrite for rewrite in rewrites}
        self._unspaced = {_unspaced(source): rewrite for source, rewrite in self._table.items()}
        self._control = control
        self._lot = Random(seed)
        self.enabled = True

    def __len__(self) -> int:
        return len(self._table)

    def find(self, heard: str) -> Rewrite | None:
        """The rewrite for an utterance, whether or not the lot will grant it.

        Case, accents and punctuation do not matter, nor where the recogniser parts words.
        """
        if not self.enabled:
            return None
        form = key(heard)
        return self._table.get(form) or self._unspaced.get(_unspaced(form))

    def grants(self) -> bool:
        """Draw the lot: false for the control share."""
        return self._lot.random() >= self._control

    def drop(self, source: str) -> None:
        """Take a rewrite out at once."""
        self._table.pop(source, None)
        self._unspaced.pop(_unspaced(source), None)


def _unspaced(form: str) -> str:
    return form.replace(" ", "")


def understood(interpretation: Interpretation) -> bool:
    """Whether the NLU is sure of intent and slots alike."""
    weakest = min([interpretation.confidence, *(slot.confidence for slot in interpretation.slots)])
    return interpretation.in_scope and weakest >= UNDERSTOOD
