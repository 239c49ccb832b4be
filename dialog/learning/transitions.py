"""Who said one meaning and came to another in the same session, and whether that can be chance."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from dialog.learning.turn import Session, Turn

_FAINT = 0.25
"""Probability under which a later turn is no longer taken for the same wish."""


@dataclass(slots=True)
class Transition:
    """From one meaning to another.

    Attributes:
        weight: How often, each time as sure as it is that the wish was the same.
        count: How often users did so in words of their own.
        devices: Where.
        days: When.
    """

    weight: float = 0.0
    count: int = 0
    devices: set[str] = field(default_factory=set)
    days: set[int] = field(default_factory=set)

    def seen(self, turn: Turn, weight: float) -> None:
        """One more."""
        self.weight += weight
        self.devices.add(turn.device)
        self.days.add(turn.day)


class Transitions:
    """Counts moves between meanings."""

    def __init__(self) -> None:
        self._moves: defaultdict[tuple[str, str], Transition] = defaultdict(Transition)
        self._followed: Counter[str] = Counter()
        self._turns: Counter[str] = Counter()

    def read(self, session: Session) -> None:
        """Add a session."""
        for place, turn in enumerate(session):
            self._turns[turn.meaning] += 1
            if turn.rewritten:
                self._moves[turn.meaning, turn.effective_meaning].seen(turn, 1 - turn.defect)
            chance = turn.rephrase
            for reached in session[place + 1 :]:
                if chance < _FAINT:
                    break
                self._reached(turn, reached.meaning, chance)
                chance *= reached.rephrase

    def fade(self, share: float) -> None:
        """Let the past weigh less; what is no chance remains none."""
        for moves in self._moves.values():
            moves.weight *= share

    def between(self, source: str, target: str) -> Transition:
        """From one meaning to another."""
        return self._moves.get((source, target)) or Transition()

    def left(self, support: float) -> set[str]:
        """Meanings from which moves of at least that weight lead to one other."""
        return {source for (source, _), moves in self._moves.items() if moves.weight >= support}

    def by_chance(self, source: str, target: str) -> float:
        """Probability of so many moves if what people say next had nothing to do with what they said before.

        Each turn that followed the source would then be the target as often as any other turn is.
        """
        count, followed = self.between(source, target).count, self._followed[source]
        if not count:
            return 1.0
        others = sum(self._turns.values()) - followed
        share = (self._turns[target] - count) / others if others > 0 else 1.0
        return at_least(count, followed, min(max(share, 0.0), 1.0))

    def _reached(self, turn: Turn, meaning: str, chance: float) -> None:
        self._followed[turn.meaning] += 1
        if meaning != turn.meaning:
            moves = self._moves[turn.meaning, meaning]
            moves.seen(turn, chance)
            moves.count += 1


def at_least(count: int, among: int, share: float) -> float:
    """How likely it is that of so many that each happen with probability ``share``, so many or more happen."""
    if share in (0.0, 1.0):
        return share
    happens, not_so, all_ways = math.log(share), math.log1p(-share), math.lgamma(among + 1)
    return min(
        1.0,
        math.fsum(
            math.exp(all_ways - math.lgamma(n + 1) - math.lgamma(among - n + 1) + n * happens + (among - n) * not_so)
            for n in range(count, among + 1)
        ),
    )
