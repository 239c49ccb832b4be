"""The experiment, small: directions only; the sizes that prove something are the benchmark's."""

import numpy as np

from dialog.learning import Miner, Rewriter, Thresholds
from dialog.learning.learner import Learner
from lab.dialog.simulation.edge_miner import EdgeMiner
from lab.dialog.simulation.experiment import interval, shuffle
from lab.dialog.simulation.household import Behaviour, Household
from lab.dialog.simulation.measure import effect
from lab.dialog.simulation.world import WorldShape, make_world

SHAPE = WorldShape(goals=40, wordings=3)


def household(seed: int, behaviour: Behaviour | None = None) -> Household:
    world = make_world(SHAPE, np.random.default_rng(seed))
    return Household(world, behaviour or Behaviour(), np.random.default_rng(seed + 1))


def test_mined_rewrites_serve_more_users_than_they_fail_and_shuffled_sessions_give_none() -> None:
    home = household(1)
    sessions = [home.talk(Rewriter(), 0).session for _ in range(4000)]
    miner, null, edge = Miner(), Miner(), EdgeMiner()
    miner.read(sessions)
    null.read(shuffle(sessions, np.random.default_rng(2)))
    edge.read(sessions)
    found = effect(home.world, miner.propose(), 3000, np.random.default_rng(5))
    naive = effect(home.world, edge.propose(Thresholds(gain=0.1)), 3000, np.random.default_rng(5))
    assert found.wins > 10 * found.losses
    assert found.net_reduction > naive.net_reduction
    assert len(null.propose()) <= 1


def test_the_same_seed_gives_the_same_talk() -> None:
    one, other = household(3), household(3)
    assert [one.talk(Rewriter(), 0) for _ in range(50)] == [other.talk(Rewriter(), 0) for _ in range(50)]


def test_the_miner_never_sees_a_goal() -> None:
    talk = household(4).talk(Rewriter(), 0)
    assert not any("served" in field for field in type(talk.session[0]).__slots__)


def test_refreshes_lower_the_failures() -> None:
    home, learner = household(6), Learner()
    failed = []
    for day in range(4):
        talks = [home.talk(Rewriter(learner.live.values(), seed=day), day) for _ in range(1500)]
        failed.append(sum(not talk.first.served for talk in talks))
        learner.refresh([talk.session for talk in talks], day)
    assert min(failed[1:]) < failed[0]
    assert {change.action for change in learner.changes} >= {"learned"}


def test_a_blocked_rewrite_does_not_come_back() -> None:
    home, learner = household(7), Learner()
    sessions = [home.talk(Rewriter(), 0).session for _ in range(3000)]
    learner.refresh(sessions, 0)
    source = next(iter(learner.live))
    target = learner.live[source].target
    learner.block(source, 1, "the user said so")
    learner.refresh(sessions, 1)
    assert source not in learner.live or learner.live[source].target != target


def test_an_interval_holds_the_mean() -> None:
    mean, low, high = interval([1.0, 2.0, 3.0, 4.0], np.random.default_rng(1))
    assert low < mean < high
