import numpy as np
import pytest

from dialog.learning.chain import ChainCounts


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
    exact = np.linalg.inv(np.eye(12) - chain.moves.toarray()) * chain.success[None, :]
    for start, row in chain.satisfied_through(range(12)):
        np.testing.assert_allclose(row.toarray()[0], exact[start], atol=2e-3)


def test_success_in_a_superposed_state_belongs_to_its_target() -> None:
    counts = ChainCounts()
    counts.move("a", "a ⇒ b", 1.0)
    counts.end("a ⇒ b", 0.0, 1.0)
    chain = counts.chain({"a ⇒ b": "b"})
    [(_, row)] = chain.satisfied_through([chain.meanings.index("a")])
    assert row[0, chain.meanings.index("b")] == pytest.approx(1.0)


def test_faded_counts_keep_their_proportions() -> None:
    counts = ChainCounts()
    counts.move("a", "b", 3.0)
    counts.end("a", 1.0, 1.0)
    before = counts.chain({}).moves.toarray()
    counts.fade(0.5)
    np.testing.assert_allclose(counts.chain({}).moves.toarray(), before)
