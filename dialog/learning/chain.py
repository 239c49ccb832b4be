"""The absorbing Markov chain over meanings.

A user who is not satisfied moves from one meaning to another until they end in success or failure. With Q the
probabilities of moving and N = (I - Q)^-1 the expected visits, a user starting at i ends satisfied through k with
probability B[i, k] = N[i, k] * P(success | k) (arXiv 1911.02557, section 4).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_HOPS = 12
"""Moves after which what is left of the probability is neglected."""
_AGAIN, _ANYWAY = 0.75, 0.1
"""Share of the users who say it again, of those who are dissatisfied and of the others: assumed, not measured."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Transition and absorption probabilities.

    Attributes:
        meanings: Name of each state.
        sources: (moves,) state that a move leaves.
        targets: (moves,) state that it reaches.
        shares: (moves,) probability of that move among all that happens in its source.
        success: (states,) probability of ending in success right there.
        stands_for: (states,) the state that success in each belongs to: itself, unless it is superposed.
    """

    meanings: tuple[str, ...]
    sources: NDArray[np.int64]
    targets: NDArray[np.int64]
    shares: NDArray[np.float64]
    success: NDArray[np.float64]
    stands_for: NDArray[np.int64]

    def satisfied_through(self, start: int) -> NDArray[np.float64]:
        """The probabilities B[start, :], shape (states,)."""
        here = np.zeros(len(self.meanings))
        here[start] = 1.0
        visits = here
        for _ in range(_HOPS):
            here = self._summed(here[self.sources] * self.shares, self.targets)
            if not here.any():
                break
            visits = visits + here
        return self._summed(visits * self.success, self.stands_for)

    def _summed(self, weights: NDArray[np.float64], states: NDArray[np.int64]) -> NDArray[np.float64]:
        """Weights by their states, shape (states,)."""
        return np.asarray(np.bincount(states, weights, minlength=len(self.meanings)))


class ChainCounts:
    """Weighted counts that a chain is made of; new sessions are added as they come."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._moves: dict[tuple[int, int], float] = {}
        self._success: list[float] = []
        self._failure: list[float] = []

    def place(self, meaning: str) -> int:
        """Row of a meaning, new or known."""
        if meaning not in self._places:
            self._places[meaning] = len(self._places)
            self._success.append(0.0)
            self._failure.append(0.0)
        return self._places[meaning]

    def move(self, source: str, target: str, weight: float) -> None:
        """A user moved on from one meaning to another."""
        edge = self.place(source), self.place(target)
        self._moves[edge] = self._moves.get(edge, 0.0) + weight

    def end(self, meaning: str, defect: float, weight: float) -> None:
        """A user stopped there, dissatisfied with probability ``defect``."""
        place = self.place(meaning)
        self._success[place] += weight * (1 - defect)
        self._failure[place] += weight * defect

    def fade(self, share: float) -> None:
        """Let the past count less: multiply every count by ``share``."""
        self._moves = {edge: count * share for edge, count in self._moves.items() if count * share > 1e-3}
        self._success = [count * share for count in self._success]
        self._failure = [count * share for count in self._failure]

    def chain(self, stands_for: Mapping[str, str]) -> Chain:
        """Shares of the counts.

        Args:
            stands_for: For each superposed state, the state that its success belongs to.
        """
        for target in stands_for.values():
            self.place(target)
        size = len(self._places)
        sources, targets = np.array(list(self._moves), np.int64).reshape(-1, 2).T
        weights = np.fromiter(self._moves.values(), float, len(self._moves))
        success, failure = np.array(self._success), np.array(self._failure)
        moved = np.bincount(sources, weights, minlength=size)
        visits = moved + success + failure
        share = np.divide(1.0, visits, out=np.zeros(size), where=visits > 0)
        ended = success * (1 - gave_up(moved * share)) * share
        ends_at = [self._places[stands_for.get(name, name)] for name in self._places]
        shares = weights * share[sources]
        return Chain(tuple(self._places), sources, targets, shares, ended, np.array(ends_at, np.int64))


def gave_up(moved: NDArray[np.float64]) -> NDArray[np.float64]:
    """Share of the users who left without a word that gave up, told by the others who said the same.

    Where most say it again, those who do not were hardly served either.

    Args:
        moved: (states,) share of the users who said it again.
    """
    failed = np.clip((moved - _ANYWAY) / (_AGAIN - _ANYWAY), 0.0, 1.0)
    gone = failed * (1 - _AGAIN)
    return np.asarray(gone / (gone + (1 - failed) * (1 - _ANYWAY)), np.float64)
