"""What a set of rewrites does to fresh users: every turn is lived with and without it."""

from collections.abc import Iterable

import numpy as np
from pydantic import BaseModel, ConfigDict

from dialog.learning.rewrite import Rewrite
from dialog.learning.rewriter import Rewriter
from lab.dialog.simulation.household import Behaviour, Household
from lab.dialog.simulation.world import World


class Effect(BaseModel):
    """Counts over first turns of sessions that no miner saw.

    Attributes:
        turns: First turns.
        triggered: Those that a rewrite changed.
        wins: Served only thanks to the rewrite.
        losses: No longer served because of it.
        failed_plainly: Of all turns, not served without rewrites.
        triggered_failed_plainly: Of the triggered turns, not served without rewrites.
        rewrites: Size of the table.
    """

    model_config = ConfigDict(frozen=True)

    turns: int
    triggered: int
    wins: int
    losses: int
    failed_plainly: int
    triggered_failed_plainly: int
    rewrites: int

    @property
    def win_loss(self) -> float:
        """Wins for each loss; half a loss is added so that none is not infinite."""
        return self.wins / max(self.losses, 0.5)

    @property
    def net_reduction(self) -> float:
        """Share of all failed turns that is gone, in percent."""
        return 100 * (self.wins - self.losses) / max(self.failed_plainly, 1)

    @property
    def triggered_reduction(self) -> float:
        """Share of the failed turns among the triggered that is gone, in percent."""
        return 100 * (self.wins - self.losses) / max(self.triggered_failed_plainly, 1)

    @property
    def coverage(self) -> float:
        """Share of turns that a rewrite changes, in percent."""
        return 100 * self.triggered / max(self.turns, 1)


def effect(world: World, rewrites: Iterable[Rewrite], turns: int, chance: np.random.Generator) -> Effect:
    """Let fresh, honest users speak under the rewrites, all of them granted."""
    rewriter = Rewriter(rewrites, control=0.0)
    household = Household(world, Behaviour(), chance)
    firsts = [household.talk(rewriter, day=0).first for _ in range(turns)]
    used = [first for first in firsts if first.rewritten]
    return Effect(
        turns=turns,
        triggered=len(used),
        wins=sum(first.served and not first.served_plainly for first in used),
        losses=sum(first.served_plainly and not first.served for first in used),
        failed_plainly=sum(not first.served_plainly for first in firsts),
        triggered_failed_plainly=sum(not first.served_plainly for first in used),
        rewrites=len(rewriter),
    )
