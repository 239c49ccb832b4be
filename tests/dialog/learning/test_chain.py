import numpy as np
import pytest
from numpy.typing import NDArray

from dialog.learning.chain import Chain, ChainCounts, gave_up


def matrix(chain: Chain) -> NDArray[np.float64]:
    """Its moves, one row for each state."""
    made = np.zeros((len(chain.meanings), len(chain.meanings)))
    made[chain.sources, chain.targets] = chain.shares
    return made


def test_probabilities_equal_those_of_the_inverted_matrix() -> None:
    chance = np.random.default_rng(3)
    counts = ChainCounts()
    names = [f"m{place}" for place in range(12)]
    for source in names:
        for target in chance.choice(names, 3):
            if target != source:
                counts.move(source, str(target), float(chance.random()))
        counts.end(source, float(chance.random()), 2.5)
    chain = counts.chain({})
    exact = np.linalg.inv(np.eye(12) - matrix(chain)) * chain.success[None, :]
    for start in range(12):
        np.testing.assert_allclose(chain.satisfied_through(start), exact[start], atol=2e-3)


def test_success_in_a_superposed_state_belongs_to_its_target() -> None:
    counts = ChainCounts()
    counts.move("a", "a ⇒ b", 1.0)
    counts.end("a ⇒ b", 0.0, 1.0)
    chain = counts.chain({"a ⇒ b": "b"})
    satisfied = chain.satisfied_through(chain.meanings.index("a"))
    assert satisfied[chain.meanings.index("b")] == pytest.approx(1.0)


def test_faded_counts_keep_their_proportions() -> None:
    counts = ChainCounts()
    counts.move("a", "b", 3.0)
    counts.end("a", 1.0, 1.0)
    before = matrix(counts.chain({}))
    counts.fade(0.5)
    np.testing.assert_allclose(matrix(counts.chain({})), before)


def test_where_most_say_it_again_the_silent_ones_gave_up() -> None:
    found = gave_up(np.array([0.0, 0.1, 0.4, 0.7, 0.75, 1.0]))
    assert found[:2].tolist() == [0, 0]
    assert (np.diff(found[1:5]) > 0).all()
    assert found[4:].tolist() == [1, 1]


def test_users_who_leave_count_as_served_where_nobody_says_it_again() -> None:
    counts = ChainCounts()
    for again in ("a", "b"):
        counts.end(again, 0.0, 2.0)
        counts.move(again, "c", 2.0 if again == "a" else 0.0)
    chain = counts.chain({})
    assert chain.success[chain.meanings.index("b")] == 1
    assert chain.success[chain.meanings.index("a")] < 0.45
