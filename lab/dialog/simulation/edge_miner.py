"""The baseline: rewrite to whatever users most often say next."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from dialog.learning.guardrails import Guardrails
from dialog.learning.miner import Thresholds
from dialog.learning.rewrite import Rewrite
from dialog.learning.turn import Session, Turn, key


class EdgeMiner:
    """Counts pairs of successive utterances; no chain, no success, no judgement of what is a rephrase."""

    def __init__(self, guardrails: Guardrails | None = None) -> None:
        self._guardrails = guardrails or Guardrails()
        self._next: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._turns: Counter[str] = Counter()
        self._meanings: dict[str, str] = {}
        self._devices: defaultdict[tuple[str, str], set[str]] = defaultdict(set)

    def read(self, sessions: Iterable[Session]) -> None:
        """Add sessions."""
        for session in sessions:
            for turn, following in zip(session, [*session[1:], None], strict=True):
                self._read_turn(turn, following)

    def propose(self, limits: Thresholds) -> tuple[Rewrite, ...]:
        """The most frequent next utterance of each, where its share of all turns is at least ``limits.gain``."""
        found = []
        for source, following in self._next.items():
            target, count = following.most_common(1)[0]
            devices = frozenset(self._devices[source, target])
            share = count / self._turns[source]
            if (
                source != key(target)
                and count >= limits.support
                and len(devices) >= limits.devices
                and share >= limits.gain
            ):
                meanings = self._meanings[source], self._meanings[key(target)]
                found.append(Rewrite(source, target, *meanings, 0.0, share, count, 1, devices))
        return tuple(self._guardrails.admit(sorted(found, key=lambda rewrite: -rewrite.support)))

    def _read_turn(self, turn: Turn, following: Turn | None) -> None:
        source = key(turn.spoken)
        self._turns[source] += 1
        self._meanings[source] = turn.meaning
        if following is not None:
            self._next[source][following.spoken] += 1
            self._devices[source, following.spoken].add(turn.device)
