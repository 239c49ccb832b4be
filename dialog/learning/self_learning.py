"""The loop closed: offers learned rewrites to the conversation, and refreshes them from the journal."""

import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from dialog.clock import Clock
from dialog.database import Database
from dialog.journal import Journal
from dialog.journal_entry import JournalEntry
from dialog.learning.circle import Circle
from dialog.learning.guardrails import Guardrails
from dialog.learning.judgement import Rephrases, Verdict, as_judged, judge, language_of, split, turns
from dialog.learning.learner import Change, Learner
from dialog.learning.memory import Memory
from dialog.learning.miner import Thresholds
from dialog.learning.rewrite import Rewrite
from dialog.learning.rewriter import Rewriter, understood
from dialog.learning.trial import CONTROL_SHARE
from dialog.learning.turn import SESSION_GAP
from dialog.utterance import HERE
from nlu import Interpretation
from nlu.values.language import language

DAY = timedelta(days=1)
AGREEING = 3


@dataclass(frozen=True, slots=True)
class Assignment:
    """A rewrite that fits what was heard, and the arm of its trial that the lot puts this turn in.

    Attributes:
        rewrite: Which one.
        treated: Whether to use it; else the turn is a control.
    """

    rewrite: Rewrite
    treated: bool


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did.

    Attributes:
        judged: Turns judged for the first time.
        changes: For each circle, what was learned, blocked or dropped.
    """

    judged: int
    changes: dict[Circle, tuple[Change, ...]]


class SelfLearning:
    """Learns from the journal of one installation.

    What is said in one place changes nothing in another, unless enough devices of the house agree. One that nobody
    vouches for learns from itself alone, and nobody learns from it.

    Args:
        database: Of the journal.
        journal: Whose turns are learned from.
        clock: Time.
        rephrases: Judges pairs of turns.
        thresholds: How sure the miner must be.
        guardrails: What is never learned.
        control: Share of the turns that never get a rewrite.
        half_life: Days after which a turn counts half.
        opt_out: Devices that take no part.
        own: The devices of the house; this machine alone where absent.
        agreeing: Devices of the house that must have come to a rewrite before it is used on one that has not.
    """

    def __init__(
        self,
        database: Database,
        journal: Journal,
        clock: Clock,
        rephrases: Rephrases,
        thresholds: Thresholds,
        *,
        guardrails: Guardrails | None = None,
        control: float = CONTROL_SHARE,
        half_life: float = 30.0,
        opt_out: frozenset[str] = frozenset(),
        own: Callable[[], frozenset[str]] = lambda: frozenset({HERE}),
        agreeing: int = AGREEING,
    ) -> None:
        self.memory = Memory(database, clock, journal.seal)
        self._database = database
        self._journal = journal
        self._clock = clock
        self._rephrases = rephrases
        self._thresholds = thresholds
        self._guardrails = guardrails
        self._control = control
        self._fade = 0.5 ** (1 / half_life)
        self._opt_out = opt_out
        self._own = own
        self._agreeing = agreeing
        self._rewriters: dict[tuple[Circle, str], Rewriter] = {}
        self._made_for: tuple[int, frozenset[str]] = (-1, frozenset())
        self._lock = threading.Lock()

    def assign(self, plain: Interpretation, device: str) -> Assignment | None:
        """The rewrite for what was heard; none for what the student understands by itself.

        Args:
            plain: What was heard, as the student takes it.
            device: Where it was said.
        """
        if device in self._opt_out or understood(plain):
            return None
        rewriter = self._rewriter(self._circle(language(plain.locale), device), device)
        rewrite = rewriter.find(plain.utterance)
        return Assignment(rewrite, rewriter.grants()) if rewrite else None

    def unlearn(self, entry: JournalEntry) -> bool:
        """Block the rewrite that a turn was taken by, on the user's word; whether it was still in use."""
        circle = self._circle(language_of(entry), entry.device)
        rewrite = self._rewriter(circle, entry.device).find(entry.text)
        if rewrite is None:
            return False
        self.memory.block(circle.language, rewrite.source, "undone by the user", circle=circle)
        return True

    def judged(self) -> tuple[dict[Circle, list[list[Verdict]]], set[int]]:
        """What is thought of the turns whose sessions are over, as the next refresh will take it; writes nothing.

        Returns:
            For each circle, its sessions; and the numbers of the turns that were not judged before.
        """
        over = self._clock.now() - timedelta(seconds=SESSION_GAP)
        entries = [entry for entry in self._journal.entries() if entry.device not in self._opt_out]
        by_circle: defaultdict[Circle, list[list[Verdict]]] = defaultdict(list)
        fresh: set[int] = set()
        for session in split(entry for entry in entries if entry.locale):
            if session[-1].at > over:
                continue
            new = [entry.turn for entry in session if entry.defect is None]
            verdicts = judge(session, self._rephrases if new else as_judged)
            fresh.update(new)
            if verdicts:
                said = verdicts[0].entry
                by_circle[self._circle(language_of(said), said.device)].append(verdicts)
        return by_circle, fresh

    def refresh(self) -> Refreshed:
        """Judge the turns whose sessions are over, add them to the trials, and mine all of the journal anew."""
        by_circle, fresh = self.judged()
        with self._database.transaction():
            changes = {circle: self._learn(circle, sessions, fresh) for circle, sessions in by_circle.items()}
            found = (verdict for sessions in by_circle.values() for verdicts in sessions for verdict in verdicts)
            marks = {verdict.entry.turn: (verdict.defect, verdict.rephrase) for verdict in found}
            self._journal.judge((turn, *marks.get(turn, (0.0, 0.0))) for turn in fresh)
        return Refreshed(len(fresh), changes)

    def _learn(self, circle: Circle, sessions: Sequence[Sequence[Verdict]], fresh: set[int]) -> tuple[Change, ...]:
        learner = Learner(self._thresholds, self._guardrails, fade=self._fade, known=self.memory.known(circle))
        learner.judge([turns(session) for session in sessions if session[0].entry.turn in fresh])
        mined = sorted((turns(session) for session in sessions), key=lambda session: session[0].day)
        today = self._clock.now().toordinal()
        latest = mined[0][0].day
        for day, group in groupby(mined, lambda session: session[0].day):
            learner.read(list(group), days=day - latest)
            latest = day
        learner.read((), days=today - latest)
        learner.settle(today)
        rows = ((change.action, change.source, change.target, change.why) for change in learner.changes)
        self.memory.keep(circle, learner.known, rows)
        return tuple(learner.changes)

    def _circle(self, name: str, device: str) -> Circle:
        return Circle(name, "" if device in self._own() else device)

    def _rewriter(self, circle: Circle, device: str) -> Rewriter:
        with self._lock:
            made_for = self.memory.version, self._own()
            if made_for != self._made_for:
                self._rewriters, self._made_for = {}, made_for
            if (circle, device) not in self._rewriters:
                live = () if self.memory.stopped else self.memory.known(circle).live.values()
                vouched = (rewrite for rewrite in live if self._is_vouched_for(rewrite, device))
                self._rewriters[circle, device] = Rewriter(vouched, control=self._control)
            return self._rewriters[circle, device]

    def _is_vouched_for(self, rewrite: Rewrite, device: str) -> bool:
        """Whether people on that device came to it themselves, or enough of the house did."""
        return device in rewrite.witnesses or len(rewrite.witnesses & self._own()) >= self._agreeing
