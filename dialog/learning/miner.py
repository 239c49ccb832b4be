"""From sessions to proposed rewrites."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict

from dialog.learning.chain import ChainCounts
from dialog.learning.guardrails import Guardrails
from dialog.learning.rewrite import Rewrite
from dialog.learning.turn import Session, Turn, key

_FAINT = 0.25
"""Probability under which a later turn is no longer taken for the same wish."""


class Thresholds(BaseModel):
    """How sure the miner must be. Stricter values win more per loss and cover less.

    Attributes:
        gain: Least rise of the probability to end satisfied.
        share: Of the users who end satisfied, least share that does so through the target.
        support: Least weighted number of moves away from the source.
        devices: Least number of distinct devices that moved.
        days: Least number of distinct days.
    """

    model_config = ConfigDict(frozen=True)

    gain: float = 0.05
    share: float = 0.4
    support: float = 3.0
    devices: int = 4
    days: int = 1


@dataclass(slots=True)
class _Movers:
    """Who said one meaning and, dissatisfied, came to another in the same session."""

    weight: float = 0.0
    devices: set[str] = field(default_factory=set)
    days: set[int] = field(default_factory=set)


class Miner:
    """Reads sessions, in any number of batches, and proposes rewrites."""

    def __init__(self, thresholds: Thresholds | None = None, guardrails: Guardrails | None = None) -> None:
        self._thresholds = thresholds or Thresholds()
        self._guardrails = guardrails or Guardrails()
        self._counts = ChainCounts()
        self._spoken: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._ended: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._movers: defaultdict[tuple[str, str], _Movers] = defaultdict(_Movers)

    def read(self, sessions: Iterable[Session], trusted: Mapping[str, float] | None = None) -> None:
        """Add sessions.

        Args:
            sessions: From the journal.
            trusted: For each rewritten source (as a key), the drawn probability that its rewrite does good: a session
                under that rewrite credits the move to its target only to this share, because the user did not
                choose it.
        """
        for session in sessions:
            self._read_movers(session)
            for turn, following in zip(session, [*session[1:], None], strict=True):
                self._read_turn(turn, following, trusted or {})

    def fade(self, share: float) -> None:
        """Let the past count less."""
        self._counts.fade(share)

    def propose(
        self, blocked: Collection[tuple[str, str]] = (), thresholds: Thresholds | None = None
    ) -> tuple[Rewrite, ...]:
        """All rewrites that thresholds and guardrails admit, best first.

        Args:
            blocked: Sources and targets that were tried and did harm.
            thresholds: Instead of the miner's own.
        """
        limits = thresholds or self._thresholds
        chain = self._counts.chain()
        left = {source for (source, _), movers in self._movers.items() if movers.weight >= limits.support}
        starts = [place for place, meaning in enumerate(chain.meanings) if meaning in left]
        found = []
        for start, row in chain.satisfied_through(starts):
            if not row.nnz:
                continue
            best = int(row.indices[row.data.argmax()])
            direct = float(row[0, start])
            through = float(row.data.max())
            share = through / float(row.data.sum())
            if best != start and through - direct >= limits.gain and share >= limits.share:
                found += self._rewrites(chain.meanings[start], chain.meanings[best], direct, through, limits)
        untried = (rewrite for rewrite in found if (rewrite.source, rewrite.target) not in blocked)
        admitted = self._guardrails.admit(sorted(untried, key=lambda rewrite: -rewrite.gain * rewrite.support))
        return tuple(admitted)

    def _read_turn(self, turn: Turn, following: Turn | None, trusted: Mapping[str, float]) -> None:
        source = key(turn.spoken)
        self._spoken[turn.meaning][source] += 1
        acted = turn.meaning
        if turn.rewritten:
            acted = turn.effective_meaning
            credit = trusted.get(source, 1.0)
            if turn.meaning != acted:
                self._counts.move(turn.meaning, acted, credit)
                self._counts.end(turn.meaning, turn.defect, (1 - credit) * (1 - turn.rephrase))
                if following is not None and following.meaning != turn.meaning:
                    self._counts.move(turn.meaning, following.meaning, (1 - credit) * turn.rephrase)
        if following is None or following.meaning == acted:
            self._counts.end(acted, turn.defect, 1.0)
        else:
            self._counts.end(acted, turn.defect, 1 - turn.rephrase)
            self._counts.move(acted, following.meaning, turn.rephrase)
        if turn.defect < 0.5:
            self._ended[acted][turn.effective] += 1

    def _read_movers(self, session: Session) -> None:
        for place, turn in enumerate(session):
            chance = turn.rephrase
            for reached in session[place + 1 :]:
                if chance < _FAINT:
                    break
                if reached.meaning != turn.meaning:
                    movers = self._movers[turn.meaning, reached.meaning]
                    movers.weight += chance
                    movers.devices.add(turn.device)
                    movers.days.add(turn.day)
                chance *= reached.rephrase

    def _rewrites(self, source: str, target: str, direct: float, through: float, limits: Thresholds) -> list[Rewrite]:
        movers = self._movers[source, target]
        if not self._ended[target]:
            return []
        if movers.weight < limits.support or len(movers.devices) < limits.devices or len(movers.days) < limits.days:
            return []
        wording = self._ended[target].most_common(1)[0][0]
        return [
            Rewrite(
                spoken, wording, source, target, direct, through, movers.weight, len(movers.devices), len(movers.days)
            )
            for spoken in self._spoken[source]
            if spoken != key(wording)
        ]
