import math

import numpy as np
import pytest

from asr.decoding import Decoding, Search, decode, distinct


class Script:
    """A decoder that says these tokens, each with the given logit above the rest; its state is the position."""

    def __init__(self, tokens: list[int], margin: float = 5.0, rivals: dict[int, int] | None = None) -> None:
        self._tokens = tokens
        self._margin = margin
        self._rivals = rivals or {}

    def step(self, tokens: list[int], state: int | None) -> tuple[np.ndarray, int]:
        at = 0 if state is None else state
        logits = np.zeros(10, np.float32)
        if at in self._rivals:
            logits[self._rivals[at]] = self._margin - 0.5
        logits[self._tokens[at]] = self._margin
        return logits, at + 1


def greedy(script: Script, start: int, end: int, limit: int) -> Decoding:
    return decode(script, Search((start,), end, limit))[0]


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


def test_a_decoder_that_starts_again_is_stopped() -> None:
    decoding = greedy(Script([5, 6, 7, 8, 9] * 4), start=1, end=2, limit=100)
    assert (decoding.tokens, decoding.finished) == ((5, 6, 7, 8, 9), True)


@pytest.mark.parametrize("loop", [[5], [5, 6], [5, 6, 7]])
def test_a_loop_is_said_once(loop: list[int]) -> None:
    decoding = greedy(Script([8, *loop * 50]), start=1, end=2, limit=100)
    assert (decoding.tokens, decoding.finished) == ((8, *loop), False)


def test_two_of_a_word_are_no_loop() -> None:
    assert greedy(Script([5, 5, 2]), start=1, end=2, limit=10).tokens == (5, 5)


def test_alternatives_are_in_the_order_of_their_confidence() -> None:
    confidences = [one.confidence for one in decode(Script([5, 6, 7, 2], rivals={0: 8, 2: 9}), Search((1,), 2, 20, 2))]
    assert confidences == sorted(confidences, reverse=True)


def test_texts_that_are_the_same_are_one_hypothesis() -> None:
    found = decode(Script([5, 6, 7, 2], rivals={1: 8}), Search((1,), 2, 20, alternatives=1))
    [only] = distinct(found, lambda tokens: "same")
    assert only.confidence == max(one.confidence for one in found)


def test_a_token_nearly_as_likely_makes_an_alternative() -> None:
    script = Script([5, 6, 7, 2], rivals={1: 8})
    best, other = decode(script, Search((1,), 2, 20, alternatives=3))
    assert (best.tokens, other.tokens) == ((5, 6, 7), (5, 8, 7))
    assert best.confidence > other.confidence


def test_an_alternative_may_end_earlier() -> None:
    assert decode(Script([5, 6, 7, 2], rivals={2: 2}), Search((1,), 2, 20, alternatives=1))[1].tokens == (5, 6)


def test_no_more_alternatives_are_sought_than_asked_for() -> None:
    script = Script([5, 6, 7, 2], rivals={0: 8, 1: 8, 2: 8})
    assert [len(decode(script, Search((1,), 2, 20, alternatives=count))) for count in (0, 1, 2, 9)] == [1, 2, 3, 4]


def test_logits_can_be_adjusted() -> None:
    def only_nine(logits: np.ndarray, tokens: list[int]) -> np.ndarray:
        return np.where(np.arange(10) == (9 if not tokens else 2), 50.0, logits)

    assert decode(Script([5, 6, 2]), Search((1,), 2, 20, adjust=only_nine))[0].tokens == (9,)
