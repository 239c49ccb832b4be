"""Is the search right? A family small enough to train every member, shortly and at length."""

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import cast

import numpy as np
from pydantic import BaseModel, ConfigDict
from scipy.stats import kendalltau

from lab.nlu.search.cost import Frame
from lab.nlu.search.extraction import Extraction, extract
from lab.nlu.search.space import Point, Space

SMALL = Space(depths=(1, 2, 3), heads=(2, 4), hiddens=(32, 64, 96), intermediates=(64, 128))
_BLOCKS = (1, 2, 4, 8)


class Choice(BaseModel):
    """What blocks of one size lead to.

    Attributes:
        block: Shapes a block.
        trained: Shapes that were trained.
        point: The shape chosen.
        coefficient: Its W.
        random: Mean over all sets of as many shapes, or many of them, of the best W in the set.
    """

    model_config = ConfigDict(frozen=True)

    block: int
    trained: int
    point: str
    coefficient: float
    random: float


class Check(BaseModel):
    """The search against trying everything.

    Attributes:
        steps: Bound of the short trainings.
        full_steps: Length of the long ones.
        kendall_tau: Rank agreement of the errors after short and long training.
        brute_force: The best W of all shapes.
        choices: By size of the blocks.
        full_rank: Place of the chosen shape, from 1, when W is computed from the long trainings.
        shapes: Size of the family.
    """

    model_config = ConfigDict(frozen=True)

    steps: int
    full_steps: int
    kendall_tau: float
    brute_force: float
    choices: tuple[Choice, ...]
    full_rank: int
    shapes: int


def check(
    frame: Frame, short: Callable[[Point], float], full: Callable[[Point], float], steps: int, full_steps: int
) -> Check:
    """Compare the search with brute force on ``SMALL``.

    Args:
        frame: What its shapes share.
        short: Surrogate error.
        full: Error after a long training.
        steps: Bound of ``short``.
        full_steps: Length of ``full``.
    """
    everything = extract(SMALL, frame, 1, short)
    at_length = extract(SMALL, frame, 1, full)
    weights = [each.coefficient for each in everything.candidates]
    points = SMALL.points()
    agreement = kendalltau([short(point) for point in points], [full(point) for point in points])
    order = [each.point for each in at_length.candidates]
    return Check(
        steps=steps,
        full_steps=full_steps,
        kendall_tau=float(cast("tuple[float, float]", agreement)[0]),
        brute_force=everything.best.coefficient,
        choices=tuple(_choice(extract(SMALL, frame, size, short), weights) for size in _BLOCKS),
        full_rank=order.index(everything.best.point) + 1,
        shapes=len(points),
    )


def _choice(found: Extraction, weights: Sequence[float]) -> Choice:
    trained = len(found.candidates)
    return Choice(
        block=found.block,
        trained=trained,
        point=found.best.point.name,
        coefficient=found.best.coefficient,
        random=expected_best(weights, trained),
    )


def expected_best(weights: Sequence[float], picks: int) -> float:
    """Expected greatest of ``picks`` weights drawn without replacement."""
    ordered = np.sort(np.asarray(weights))
    count = len(ordered)
    above = np.cumprod([1.0, *((count - picks - place) / (count - place) for place in range(count - 1))])
    chance = picks / np.arange(count, 0, -1) * above
    return float((ordered[::-1] * chance).sum())


def pareto(rows: Sequence[tuple[float, ...]]) -> list[bool]:
    """Which rows no other row beats in every column; less is better."""
    dominated = [False] * len(rows)
    for first, second in combinations(range(len(rows)), 2):
        for one, other in ((first, second), (second, first)):
            pairs = list(zip(rows[one], rows[other], strict=True))
            if all(mine <= theirs for mine, theirs in pairs) and any(mine < theirs for mine, theirs in pairs):
                dominated[other] = True
    return [not each for each in dominated]
