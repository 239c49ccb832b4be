import math

import numpy as np
import pytest

from asr.decoding import greedy


class Script:
    """A decoder that says these tokens, each with the given logit above the rest."""

    def __init__(self, tokens: list[int], margin: float = 5.0) -> None:
        self._tokens = iter(tokens)
        self._margin = margin

    def step(self, token: int) -> np.ndarray:
        logits = np.zeros(10, np.float32)
        logits[next(self._tokens)] = self._margin
        return logits


def test_decoding_ends_at_the_end_token() -> None:
    decoding = greedy(Script([5, 6, 7, 2]), start=1, end=2, limit=20)
    assert (decoding.tokens, decoding.finished) == ((5, 6, 7), True)


def test_confidence_is_the_geometric_mean_of_the_probabilities() -> None:
    decoding = greedy(Script([5, 6, 2], margin=3.0), start=1, end=2, limit=20)
    assert decoding.confidence == pytest.approx(math.exp(3) / (math.exp(3) + 9), rel=1e-5)


def test_the_limit_cuts_off_and_costs_confidence() -> None:
    decoding = greedy(Script([5, 6, 7, 8, 9]), start=1, end=2, limit=3)
    assert (decoding.tokens, decoding.finished) == ((5, 6, 7), False)
    assert decoding.confidence < 0.5


@pytest.mark.parametrize("loop", [[5], [5, 6], [5, 6, 7]])
def test_a_loop_is_said_once(loop: list[int]) -> None:
    decoding = greedy(Script([8, *loop * 50]), start=1, end=2, limit=100)
    assert (decoding.tokens, decoding.finished) == ((8, *loop), False)


def test_two_of_a_word_are_no_loop() -> None:
    assert greedy(Script([5, 5, 2]), start=1, end=2, limit=10).tokens == (5, 5)
