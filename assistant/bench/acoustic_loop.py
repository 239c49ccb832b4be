"""Learning from rephrases of what a real recogniser misheard.

Wishes are said by synthetic voices in noise and heard by the recogniser. Simulated users want something, say it, see
what comes of it, and say it again in other words. The miner sees only what a journal holds: what was heard, what the
student made of it, whether the assistant acted. What was wanted is known to the users and to the scorer alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import numpy as np
from pydantic import BaseModel, ConfigDict

from assistant.bench.spoken_corpus import Rendering, SpokenCorpus, Wish
from dialog.journal_entry import Decided, Entry, Guess, Heard
from dialog.learning.edge_miner import EdgeMiner
from dialog.learning.judgement import Rephrases, judge, turns
from dialog.learning.miner import Miner, Thresholds
from dialog.learning.rewriter import Rewriter, understood
from dialog.learning.simulation.experiment import shuffle
from dialog.learning.turn import key
from nlu import Interpretation
from nlu.student import Student
from nlu.training.massive import Example

_PATIENCE = 0.8
_GOES_ON = 0.25
_MOST_TURNS = 4
_BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)
GAINS = (0.0, 0.05, 0.1, 0.2, 0.3)


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is said.

    Attributes:
        sessions: Mined.
        devices: They come from so many.
        days: In so many days.
        seed: Of the users' choices.
    """

    sessions: int = 3000
    devices: int = 200
    days: int = 20
    seed: int = 1


class Failures(BaseModel):
    """First tries, each lived with and without the rewrites.

    Attributes:
        tries: How many.
        before: Failed without.
        after: Failed with.
        wins: Served only with.
        losses: Served only without.
        rewritten: Changed by a rewrite.
        rewrites: Size of the table.
    """

    model_config = ConfigDict(frozen=True)

    tries: int
    before: int
    after: int
    wins: int
    losses: int
    rewritten: int
    rewrites: int


class LanguageResult(BaseModel):
    """What one language showed.

    Attributes:
        locale: The language.
        recognizer: Who heard.
        wishes: What people wanted.
        misheard: Share of all renderings whose words are not those said.
        unseen: The same people in another noise, which was not mined from.
        strangers: Other voices in another noise, neither of which was mined from.
        curve: The same for each least gain.
        baseline: The same for the most frequent next utterance.
        shuffled: Rewrites from shuffled sessions, the null control.
        rephrase_auroc: Of the rephrase model on these sessions, with real misrecognitions.
        edit_auroc: Of edit similarity alone.
    """

    model_config = ConfigDict(frozen=True)

    locale: str
    recognizer: str
    wishes: int
    misheard: float
    unseen: Failures
    strangers: Failures
    curve: dict[float, Failures]
    baseline: Failures
    shuffled: int
    rephrase_auroc: float
    edit_auroc: float


class World:
    """One language: who wants what, and what comes of what is heard.

    Args:
        corpus: Wishes as they were heard.
        student: Understands.
    """

    def __init__(self, corpus: SpokenCorpus, student: Student) -> None:
        self.corpus = corpus
        self.understand: Callable[[str], Interpretation] = lru_cache(maxsize=None)(
            lambda text: student.understand(text, corpus.locale)
        )

    def served(self, wanted: Wish, heard: str) -> bool:
        """Whether the assistant acts, and on just that wish."""
        said = self.understand(heard)
        values = sorted(f"{slot.name}={key(slot.text)}" for slot in said.slots)
        return bool(heard) and said.in_scope and "|".join([said.intent, *values]) == wanted.meaning

    def failures(self, rewriter: Rewriter, renderings: Sequence[Rendering]) -> Failures:
        """Everything said once in each rendering, with the rewrites and without."""
        pairs = []
        rewritten = 0
        for wanted in self.corpus.wishes:
            for example in wanted.wordings:
                for rendering in renderings:
                    heard = self.corpus.heard[example.annotated.text, rendering]
                    effective = self.rewritten(rewriter, heard)
                    rewritten += effective != heard
                    pairs.append((self.served(wanted, heard), self.served(wanted, effective)))
        return Failures(
            tries=len(pairs),
            before=sum(not plain for plain, _ in pairs),
            after=sum(not with_it for _, with_it in pairs),
            wins=sum(with_it and not plain for plain, with_it in pairs),
            losses=sum(plain and not with_it for plain, with_it in pairs),
            rewritten=rewritten,
            rewrites=len(rewriter),
        )

    def rewritten(self, rewriter: Rewriter, heard: str) -> str:
        """What is acted on, by the same rule as in a conversation."""
        rewrite = rewriter.find(heard)
        return heard if rewrite is None or understood(self.understand(heard)) else rewrite.target


@dataclass(frozen=True, slots=True)
class Lived:
    """A session, with what only the user knows.

    Attributes:
        entries: As the journal has them.
        again: For each turn but the last, whether the next one wants the same.
    """

    entries: tuple[Entry, ...]
    again: tuple[bool, ...]


def live(world: World, renderings: Sequence[Rendering], plan: Plan) -> list[Lived]:
    """Sessions of users who say again what was not served, in other words."""
    chance = np.random.default_rng(plan.seed)
    popularity = 1.0 / (chance.permutation(len(world.corpus.wishes)) + 2)
    popularity /= popularity.sum()
    return [_session(world, renderings, popularity, place, plan, chance) for place in range(plan.sessions)]


def _session(
    world: World,
    renderings: Sequence[Rendering],
    popularity: np.ndarray[tuple[int], np.dtype[np.float64]],
    place: int,
    plan: Plan,
    chance: np.random.Generator,
) -> Lived:
    wishes = world.corpus.wishes
    rendering = renderings[int(chance.integers(len(renderings)))]  # a person keeps their voice
    device = f"home{chance.integers(plan.devices)}"
    at = _BEGIN + timedelta(days=place * plan.days // plan.sessions, hours=int(chance.integers(12)))
    wanted = wishes[chance.choice(len(wishes), p=popularity)]
    left = list(chance.permutation(len(wanted.wordings)))
    entries: list[Entry] = []
    again: list[bool] = []
    while len(entries) < _MOST_TURNS:
        example = wanted.wordings[left.pop()]
        entry = _entry(world, example, rendering, device, at, len(entries) + place * _MOST_TURNS + 1)
        if entry is None:  # nothing was heard, and nothing is learned from that
            if left:
                continue
            break
        entries.append(entry)
        at += timedelta(seconds=float(chance.uniform(5, 20)))
        served = world.served(wanted, entry.text)
        if not served and left and chance.random() < _PATIENCE:
            again.append(True)
        elif served and chance.random() < _GOES_ON:
            wanted = wishes[chance.choice(len(wishes), p=popularity)]
            left = list(chance.permutation(len(wanted.wordings)))
            again.append(False)
        else:
            break
    return Lived(tuple(entries), tuple(again[: max(0, len(entries) - 1)]))


def _entry(
    world: World, example: Example, rendering: Rendering, device: str, at: datetime, number: int
) -> Entry | None:
    heard = world.corpus.heard[example.annotated.text, rendering]
    if not heard:
        return None
    said = world.understand(heard)
    decided = Decided("act" if said.in_scope else "decline", skill="home" if said.in_scope else "", done=said.in_scope)
    return Entry(number, at, Heard((Guess(heard, 0.5),), said, device, typed=False), said, decided)


def measure(
    world: World,
    mined_from: Sequence[Rendering],
    unseen: Sequence[Rendering],
    strangers: Sequence[Rendering],
    rephrases: Rephrases,
    plan: Plan,
    recognizer: str,
) -> LanguageResult:
    """Let users live with the assistant, mine their sessions, and score on noises and voices that were not mined."""
    from dialog.learning.training.rephrase import auroc

    lived = [session for session in live(world, mined_from, plan) if session.entries]
    sessions = [turns(judge(session.entries, rephrases)) for session in lived]
    sessions = [session for session in sessions if session]
    miner, null, edge = Miner(), Miner(), EdgeMiner()
    miner.read(sessions)
    null.read(shuffle(sessions, np.random.default_rng(plan.seed)))
    edge.read(sessions)

    def failures(gain: float) -> Failures:
        return world.failures(Rewriter(miner.propose(thresholds=Thresholds(gain=gain))), unseen)

    found, edits, gold = _rephrase_scores(lived, rephrases)
    heard = world.corpus.heard
    return LanguageResult(
        locale=world.corpus.locale,
        recognizer=recognizer,
        wishes=len(world.corpus.wishes),
        misheard=float(np.mean([key(text) != key(text_heard) for (text, _), text_heard in heard.items()])),
        unseen=failures(Thresholds().gain),
        strangers=world.failures(Rewriter(miner.propose()), strangers),
        curve={gain: failures(gain) for gain in GAINS},
        baseline=world.failures(Rewriter(edge.propose(Thresholds(gain=0.2))), unseen),
        shuffled=len(null.propose()),
        rephrase_auroc=auroc(found, gold),
        edit_auroc=auroc(edits, gold),
    )


def _rephrase_scores(
    lived: Sequence[Lived], rephrases: Rephrases
) -> tuple[np.ndarray[tuple[int], np.dtype[np.float64]], ...]:
    """Scores of the model and of edit similarity, and what was so, for each pair of successive turns."""
    from rapidfuzz import fuzz

    rows: list[tuple[float, float, float]] = []
    for session in lived:
        for first, second, again in zip(session.entries, session.entries[1:], session.again, strict=False):
            edit = fuzz.ratio(key(first.text), key(second.text)) / 100
            rows.append((rephrases(first, second), edit, float(again)))
    table = np.array(rows)
    return table[:, 0], table[:, 1], table[:, 2]
