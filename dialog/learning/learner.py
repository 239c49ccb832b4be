"""The daily refresh: read what was said, judge the rewrites that are live, mine new ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dialog.learning.guardrails import Guardrails
from dialog.learning.memory import Known
from dialog.learning.miner import Miner, Thresholds
from dialog.learning.rewrite import Rewrite
from dialog.learning.rewriter import Rewriter
from dialog.learning.trial import ENOUGH, Trial
from dialog.learning.turn import Session, Turn, key

_FADE = 0.9


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of the audit trail."""

    day: int
    action: Literal["learned", "blocked", "dropped"]
    source: str
    target: str
    why: str


class Learner:
    """Keeps the live rewrites.

    Args:
        thresholds: How sure the miner must be.
        guardrails: What is never learned.
        enough: Turns in each arm before the online test judges; infinity for no test.
        fade: What share of its weight the past keeps at each refresh.
        known: What an earlier learner came to; nothing where absent.
    """

    def __init__(
        self,
        thresholds: Thresholds | None = None,
        guardrails: Guardrails | None = None,
        *,
        enough: float = ENOUGH,
        fade: float = _FADE,
        known: Known | None = None,
    ) -> None:
        known = known or Known({}, {}, frozenset())
        self._miner = Miner(thresholds, guardrails)
        self._enough = enough
        self._fade = fade
        self._blocked = set(known.blocked)
        self.trials = dict(known.trials)
        self.live = dict(known.live)
        self.changes: list[Change] = []

    def refresh(self, sessions: Sequence[Session], day: int) -> tuple[Rewrite, ...]:
        """Take in the sessions since the last refresh; returns the rewrites that are live from now on."""
        self.judge(sessions)
        return self.mine(sessions, day)

    def judge(self, sessions: Sequence[Session]) -> None:
        """Add the turns that a live rewrite was used in, or kept from by the lot, to its trial."""
        table = Rewriter(self.live.values())
        for session in sessions:
            for turn in session:
                self._judge(turn, table)

    def mine(self, sessions: Sequence[Session], day: int) -> tuple[Rewrite, ...]:
        """Learn from the sessions, and put what the trials admit in the place of what was live."""
        self.read(sessions)
        return self.settle(day)

    def read(self, sessions: Sequence[Session], days: int = 1) -> None:
        """Add sessions, so many refreshes after those before them."""
        self._miner.fade(self._fade**days)
        self._miner.read(sessions)

    def settle(self, day: int) -> tuple[Rewrite, ...]:
        """Block what does harm, and put what is proposed now in the place of what was live."""
        self._block_harmful(day)
        proposed = {rewrite.source: rewrite for rewrite in self._miner.propose(self._blocked)}
        self._replace(proposed, day)
        return tuple(self.live.values())

    @property
    def known(self) -> Known:
        """What another learner can go on from."""
        return Known(dict(self.live), dict(self.trials), frozenset(self._blocked))

    def block(self, source: str, day: int, why: str) -> None:
        """Take a rewrite out for good, on the user's word."""
        rewrite = self.live.pop(key(source))
        self._blocked.update(rewrite.names)
        self.changes.append(Change(day, "blocked", rewrite.source, rewrite.target, why))

    def _judge(self, turn: Turn, table: Rewriter) -> None:
        rewrite = table.find(turn.spoken) if turn.offered else None
        if rewrite is not None and rewrite.target == turn.offered:
            pair = rewrite.source, rewrite.target
            trial = self.trials.get(pair) or Trial.begin(rewrite.direct)
            self.trials[pair] = trial.with_treated(turn.defect) if turn.rewritten else trial.with_control(turn.defect)

    def _block_harmful(self, day: int) -> None:
        for source, rewrite in list(self.live.items()):
            trial = self.trials.get((source, rewrite.target))
            if trial is not None and trial.harmful(self._enough):
                rates = f"{trial.treated.mean:.2f} go wrong with it, {trial.control.mean:.2f} without"
                self.block(source, day, f"{rates}, probability of harm {trial.harm:.2f}")

    def _replace(self, proposed: dict[str, Rewrite], day: int) -> None:
        for source, rewrite in proposed.items():
            if source not in self.live or self.live[source].target != rewrite.target:
                why = f"{rewrite.through:.2f} end satisfied through it, {rewrite.direct:.2f} without"
                self.changes.append(Change(day, "learned", source, rewrite.target, why))
        for source in self.live.keys() - proposed.keys():
            self.changes.append(Change(day, "dropped", source, self.live[source].target, "no longer supported"))
        self.live = proposed
