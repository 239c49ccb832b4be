"""The absorbing Markov chain over meanings.

A user who is not satisfied moves from one meaning to another until they end in success or failure. With Q the
probabilities of moving and N = (I - Q)^-1 the expected visits, a user starting at i ends satisfied through k with
probability B[i, k] = N[i, k] * P(success | k) (arXiv 1911.02557, section 4).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

_HOPS = 12
"""Moves after which what is left of the probability is neglected."""
_ROWS = 2048
_AGAIN, _ANYWAY = 0.75, 0.1
"""Share of the users who say it again, of those who are dissatisfied and of the others: assumed, not measured."""


@dataclass(frozen=True, slots=True)
class Chain:
    """Transition and absorption probabilities, one row for each meaning.

    Attributes:
        meanings: Name of each state.
        moves: (states, states) sparse: probability of moving from one meaning to another.
        success: (states,) probability of ending in success right there.
        visits: (states,) weighted number of times each state was seen.
        fold: (states, states) sparse: adds what ends in a superposed state to the state it stands for.
    """

    meanings: tuple[str, ...]
    moves: sparse.csr_array
    success: NDArray[np.float64]
    visits: NDArray[np.float64]
    fold: sparse.csr_array

    def satisfied_through(self, starts: Sequence[int]) -> Iterable[tuple[int, sparse.csr_array]]:
        """For each start, the probabilities B[start, :] as a sparse row; computed in blocks, never densely."""
        for at in range(0, len(starts), _ROWS):
            block = list(starts[at : at + _ROWS])
            rows = sparse.csr_array(
                (np.ones(len(block)), (np.arange(len(block)), block)), shape=(len(block), len(self.meanings))
            )
            total = rows
            for _ in range(_HOPS):
                rows = rows @ self.moves
                if not rows.nnz:
                    break
                total = total + rows
            ended = sparse.csr_array(total.multiply(self.success[None, :])) @ self.fold
            for place, start in enumerate(block):
                yield start, ended[[place], :]


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
        """Row-normalise the counts.

        Args:
            stands_for: For each superposed state, the state that its success belongs to.
        """
        for target in stands_for.values():
            self.place(target)
        size = len(self._places)
        edges = np.array(list(self._moves), np.int64).reshape(-1, 2)
        weights = np.fromiter(self._moves.values(), float, len(self._moves))
        moves = sparse.csr_array((weights, (edges[:, 0], edges[:, 1])), shape=(size, size))
        success, failure = np.array(self._success), np.array(self._failure)
        visits = moves.sum(axis=1) + success + failure
        share = np.divide(1.0, visits, out=np.zeros(size), where=visits > 0)
        success = success * (1 - gave_up(moves.sum(axis=1) * share))
        scaled = sparse.csr_array(moves.multiply(share[:, None]))
        ends_at = [self._places[stands_for.get(name, name)] for name in self._places]
        fold = sparse.csr_array((np.ones(size), (np.arange(size), ends_at)), shape=(size, size))
        return Chain(tuple(self._places), scaled, success * share, visits, fold)


def gave_up(moved: NDArray[np.float64]) -> NDArray[np.float64]:
    """Share of the users who left without a word that gave up, told by the others who said the same.

    Where most say it again, those who do not were hardly served either.

    Args:
        moved: (states,) share of the users who said it again.
    """
    failed = np.clip((moved - _ANYWAY) / (_AGAIN - _ANYWAY), 0.0, 1.0)
    gone = failed * (1 - _AGAIN)
    return np.asarray(gone / (gone + (1 - failed) * (1 - _ANYWAY)), np.float64)
