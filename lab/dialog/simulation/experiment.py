"""The experiment behind ``python -m lab bench self-learning``: every claim beside a baseline or a null control."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import inf

import numpy as np
from pydantic import BaseModel, ConfigDict

from dialog.learning.learner import Learner
from dialog.learning.miner import Miner, Thresholds
from dialog.learning.rewrite import Rewrite
from dialog.learning.rewriter import Rewriter
from dialog.learning.turn import Session, Turn
from lab.dialog.simulation.edge_miner import EdgeMiner
from lab.dialog.simulation.household import Behaviour, Household, attacked
from lab.dialog.simulation.measure import Effect, effect
from lab.dialog.simulation.world import WorldShape, make_world, shifted

EDGE_SHARES = (0.1, 0.2, 0.3, 0.4)
MARKOV_GAINS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3)


class Size(BaseModel):
    """How large the experiment is.

    Attributes:
        sessions: Mined before the measurement.
        fresh: Sessions of the measurement.
        rounds: Refreshes of the online part.
        round_sessions: Sessions between two refreshes.
    """

    model_config = ConfigDict(frozen=True)

    sessions: int = 30_000
    fresh: int = 20_000
    rounds: int = 30
    round_sessions: int = 3_000


@dataclass(frozen=True, slots=True)
class Arm:
    """A way to unlearn.

    Attributes:
        superposed: Whether the miner knows which turns were rewritten; else it takes them for the users' own words.
        tested: Whether rewrites are tried against a control.
    """

    superposed: bool
    tested: bool


ARMS = {
    "both": Arm(superposed=True, tested=True),
    "test only": Arm(superposed=False, tested=True),
    "superposed state only": Arm(superposed=True, tested=False),
    "neither": Arm(superposed=False, tested=False),
}


class SeedResult(BaseModel):
    """What one simulated world showed.

    Attributes:
        edge: Effect of the baseline for each least share.
        markov: Effect of the miner for each least gain.
        shuffled: Rewrites mined from the same turns, shuffled across sessions.
        poisoned: Rewrites of the attacked utterance alive at the end, with guardrails.
        poisoned_unguarded: The same without limits on devices.
        failed: For each arm of ``ARMS``, share of first turns not served in each round; people change their minds
            half-way.
    """

    model_config = ConfigDict(frozen=True)

    edge: dict[float, Effect]
    markov: dict[float, Effect]
    shuffled: int
    poisoned: int
    poisoned_unguarded: int
    failed: dict[str, tuple[float, ...]]


def run_seed(seed: int, size: Size) -> SeedResult:
    """One world."""
    world = make_world(WorldShape(), np.random.default_rng(seed))
    sessions = _sessions(seed, size.sessions, Behaviour())

    def measured(rewrites: Sequence[Rewrite]) -> Effect:
        return effect(world, rewrites, size.fresh, np.random.default_rng(seed + 10_000))

    edge, markov = EdgeMiner(), Miner()
    edge.read(sessions)
    markov.read(sessions)
    null = Miner()
    null.read(shuffle(sessions, np.random.default_rng(seed)))
    return SeedResult(
        edge={share: measured(edge.propose(Thresholds(gain=share))) for share in EDGE_SHARES},
        markov={gain: measured(markov.propose(thresholds=Thresholds(gain=gain))) for gain in MARKOV_GAINS},
        shuffled=len(null.propose()),
        poisoned=_poisoned(seed, size, Thresholds()),
        poisoned_unguarded=_poisoned(seed, size, Thresholds(devices=1, per_device=size.sessions)),
        failed={name: _failed(seed, size, arm) for name, arm in ARMS.items()},
    )


def shuffle(sessions: Sequence[Session], chance: np.random.Generator) -> list[list[Turn]]:
    """The null control: sessions of the same lengths, of turns that have nothing to do with each other."""
    turns = [turn for session in sessions for turn in session]
    order = iter(chance.permutation(len(turns)))
    return [[turns[next(order)] for _ in session] for session in sessions]


def unaware(session: Session) -> list[Turn]:
    """The session as a journal without rewrites would hold it: the user seems to have said the target themselves."""
    turns = []
    for turn in session:
        if turn.rewritten:
            turns.append(replace(turn, effective=turn.spoken, effective_meaning=turn.meaning, rephrase=1.0, offered=""))
        turns.append(replace(turn, spoken=turn.effective, meaning=turn.effective_meaning, offered=""))
    return turns


def recovery(failed: Sequence[float], goal: float, size: Size) -> int:
    """Rounds after the change until at most ``goal`` of the first turns fail; all of them where that never happens."""
    after = failed[size.rounds // 2 :]
    return next((place for place, share in enumerate(after) if share <= goal), len(after))


def unlearned(result: SeedResult, size: Size) -> float:
    """Failures that count as having recovered: within a tenth of the best round of any arm."""
    half = size.rounds // 2
    return 1.1 * min(share for failed in result.failed.values() for share in failed[half:])


def interval(values: Sequence[float], chance: np.random.Generator) -> tuple[float, float, float]:
    """Mean with its 95 % bootstrap interval over seeds."""
    table = np.array(values)
    means = chance.choice(table, (2000, len(table))).mean(1)
    return float(table.mean()), float(np.quantile(means, 0.025)), float(np.quantile(means, 0.975))


def _sessions(seed: int, count: int, behaviour: Behaviour) -> list[tuple[Turn, ...]]:
    world = make_world(WorldShape(), np.random.default_rng(seed))
    household = Household(world, behaviour, np.random.default_rng(seed + 1))
    silent = Rewriter()
    return [household.talk(silent, day=place * 20 // count).session for place in range(count)]


def _poisoned(seed: int, size: Size, thresholds: Thresholds) -> int:
    miner = Miner(thresholds)
    miner.read(_sessions(seed, size.sessions, Behaviour(attackers=0.05)))
    world = make_world(WorldShape(), np.random.default_rng(seed))
    return sum(rewrite.source_meaning == world.meaning(attacked(world)) for rewrite in miner.propose())


def _failed(seed: int, size: Size, arm: Arm) -> tuple[float, ...]:
    chance = np.random.default_rng(seed + 2)
    household = Household(make_world(WorldShape(), np.random.default_rng(seed)), Behaviour(), chance)
    learner = Learner() if arm.tested else Learner(enough=inf)
    shares = []
    for round_ in range(size.rounds):
        if round_ == size.rounds // 2:
            household.world = shifted(household.world, 0.5, np.random.default_rng(seed + 3))
        rewriter = Rewriter(learner.live.values(), seed=seed + round_)
        talks = [household.talk(rewriter, round_) for _ in range(size.round_sessions)]
        shares.append(sum(not talk.first.served for talk in talks) / len(talks))
        learner.judge([talk.session for talk in talks])
        learner.mine([talk.session if arm.superposed else unaware(talk.session) for talk in talks], round_)
    return tuple(shares)


Progress = Callable[[int, int], None]


def run(seeds: Sequence[int], size: Size, progress: Progress) -> list[SeedResult]:
    """All worlds, one after the other."""
    results = []
    for place, seed in enumerate(seeds, 1):
        results.append(run_seed(seed, size))
        progress(place, len(seeds))
    return results
