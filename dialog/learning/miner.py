"""From sessions to proposed rewrites."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from pydantic import BaseModel, ConfigDict

from dialog.learning.chain import ChainCounts
from dialog.learning.guardrails import Guardrails
from dialog.learning.rewrite import Rewrite
from dialog.learning.transitions import Transitions
from dialog.learning.turn import Session, Turn, key


class Thresholds(BaseModel):
    """How sure the miner must be. Stricter values win more per loss and cover less.

    Attributes:
        gain: Least rise of the probability to end satisfied.
        share: Of the users who end satisfied, least share that does so through the target.
        support: Least weighted number of moves away from the source.
        devices: Least number of distinct devices that moved.
        days: Least number of distinct days.
        per_device: Sessions of one device with the same first meaning that count; more would let a few shout.
        chance: Most probability of so many moves if what people say next had nothing to do with what they said before.
    """

    model_config = ConfigDict(frozen=True)

    gain: float = 0.0
    share: float = 0.3
    support: float = 3.0
    devices: int = 4
    days: int = 1
    per_device: int = 3
    chance: float = 1e-3


class Miner:
    """Reads sessions, in any number of batches, and proposes rewrites."""

    def __init__(self, thresholds: Thresholds | None = None, guardrails: Guardrails | None = None) -> None:
        self._thresholds = thresholds or Thresholds()
        self._guardrails = guardrails or Guardrails()
        self._counts = ChainCounts()
        self._spoken: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._ended: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._stands_for: dict[str, str] = {}
        self._voices: Counter[tuple[str, str]] = Counter()
        self._transitions = Transitions()

    def read(self, sessions: Iterable[Session]) -> None:
        """Add sessions.

        A session under a rewrite passes through a state of its own, so that the users who did not choose the
        target's words do not count as if they had (the superposition of arXiv 2205.00029).

        Args:
            sessions: From the journal.
        """
        for session in sessions:
            voice = session[0].device, session[0].meaning
            self._voices[voice] += 1
            if self._voices[voice] > self._thresholds.per_device:
                continue
            self._transitions.read(session)
            for turn, following in zip(session, [*session[1:], None], strict=True):
                self._read_turn(turn, following)

    def fade(self, share: float) -> None:
        """Let the past count less."""
        self._counts.fade(share)
        self._transitions.fade(share)
        self._voices.clear()

    def propose(
        self, blocked: Collection[tuple[str, str]] = (), thresholds: Thresholds | None = None
    ) -> tuple[Rewrite, ...]:
        """All rewrites that thresholds and guardrails admit, best first.

        Args:
            blocked: Sources with targets, or with what these mean, that are not to be proposed.
            thresholds: Instead of the miner's own.
        """
        limits = thresholds or self._thresholds
        chain = self._counts.chain(self._stands_for)
        left = self._transitions.left(limits.support)
        starts = [place for place, meaning in enumerate(chain.meanings) if meaning in left]
        found = []
        for start in starts:
            satisfied = chain.satisfied_through(start)
            if not satisfied.any():
                continue
            best = int(satisfied.argmax())
            direct, through = float(satisfied[start]), float(satisfied[best])
            share = through / float(satisfied.sum())
            if best != start and through - direct >= limits.gain and share >= limits.share:
                found += self._rewrites(chain.meanings[start], chain.meanings[best], direct, through, limits)
        untried = (rewrite for rewrite in found if not any(name in blocked for name in rewrite.names))
        admitted = self._guardrails.admit(sorted(untried, key=lambda rewrite: -rewrite.gain * rewrite.support))
        return tuple(admitted)

    def _read_turn(self, turn: Turn, following: Turn | None) -> None:
        self._spoken[turn.meaning][key(turn.spoken)] += 1
        acted = turn.meaning
        if turn.rewritten:
            acted = self._superposed(turn.meaning, turn.effective_meaning)
            self._counts.move(turn.meaning, acted, 1.0)
        if following is None or following.meaning == acted:
            self._counts.end(acted, turn.defect, 1.0)
        else:
            self._counts.end(acted, turn.defect, 1 - turn.rephrase)
            self._counts.move(acted, following.meaning, turn.rephrase)
        if turn.defect < 0.5:
            self._ended[turn.effective_meaning][turn.effective] += 1

    def _superposed(self, source: str, target: str) -> str:
        """The state of a user whose words were rewritten: not that of users who chose the target's words."""
        name = f"{source} ⇒ {target}"
        self._stands_for[name] = target
        return name

    def _rewrites(self, source: str, target: str, direct: float, through: float, limits: Thresholds) -> list[Rewrite]:
        moves = self._transitions.between(source, target)
        if not self._ended[target] or self._transitions.by_chance(source, target) > limits.chance:
            return []
        if moves.weight < limits.support or len(moves.devices) < limits.devices or len(moves.days) < limits.days:
            return []
        wording = self._ended[target].most_common(1)[0][0]
        witnesses = frozenset(moves.devices)
        return [
            Rewrite(spoken, wording, source, target, direct, through, moves.weight, len(moves.days), witnesses)
            for spoken in self._spoken[source]
            if spoken != key(wording)
        ]
