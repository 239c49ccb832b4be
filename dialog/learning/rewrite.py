"""A learned rewrite and the evidence for it."""

from dataclasses import dataclass

from dialog.learning.phonetics import sound


@dataclass(frozen=True, slots=True)
class Rewrite:
    """When ``source`` is heard, take it as ``target``.

    Attributes:
        source: Utterance, as a key.
        target: Utterance to act on instead.
        source_meaning: What the source means to the NLU by itself.
        target_meaning: What the target means.
        direct: Probability that a user who starts at the source ends satisfied by it.
        through: Probability that such a user ends satisfied through the target.
        support: Weighted number of sessions behind it.
        days: Distinct days behind it.
        witnesses: Devices where users came from the source to the target, or were content with that.
    """

    source: str
    target: str
    source_meaning: str
    target_meaning: str
    direct: float
    through: float
    support: float
    days: int
    witnesses: frozenset[str] = frozenset()

    @property
    def devices(self) -> int:
        """Distinct devices behind it."""
        return len(self.witnesses)

    @property
    def gain(self) -> float:
        """How many more users the target satisfies, as a probability."""
        return self.through - self.direct

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """What it does by the target's words and by their meaning, for whoever blocks it in any spelling."""
        meant = self.target_meaning
        return (self.source, self.target), (self.source, meant), (sound(self.source), meant)
