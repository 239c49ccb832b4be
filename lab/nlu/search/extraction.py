"""The algorithm: train one shape of each block a little, keep the one with the greatest W coefficient.

It behaves like a fully polynomial-time approximation scheme (arXiv 2010.08512); transformers do not meet all of the
conditions under which that is proved.
"""

from collections.abc import Callable, Sequence

from pydantic import BaseModel, ConfigDict

from lab.nlu.search.cost import Frame, operations, parameters
from lab.nlu.search.space import Point, Space, blocks


class Candidate(BaseModel):
    """A shape that stood for its block.

    Attributes:
        point: The shape.
        parameters: Its exact size.
        operations: Its exact work for one utterance.
        error: Held-out loss after the bounded training.
        coefficient: W against the maximum shape; greater is better.
    """

    model_config = ConfigDict(frozen=True)

    point: Point
    parameters: int
    operations: int
    error: float
    coefficient: float


class Extraction(BaseModel):
    """What a search found: candidates by falling W, the maximum shape, and the size of the blocks."""

    model_config = ConfigDict(frozen=True)

    block: int
    maximum: Candidate
    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate:
        """The shape to train."""
        return self.candidates[0]


def extract(space: Space, frame: Frame, block: int, error: Callable[[Point], float]) -> Extraction:
    """Search a family.

    Args:
        space: The family.
        frame: What its members share.
        block: Neighbours, ordered by work, that one shape stands for: 1 tries every shape.
        error: Trains a shape for a bounded number of steps and returns its held-out loss.
    """
    largest = space.maximum()
    ordered = sorted(
        space.points(), key=lambda point: (operations(point, frame), parameters(point, frame), point.heads)
    )
    chosen = representatives(ordered, block, largest)
    reference = error(largest)

    def candidate(point: Point) -> Candidate:
        found = reference if point == largest else error(point)
        return Candidate(
            point=point,
            parameters=parameters(point, frame),
            operations=operations(point, frame),
            error=found,
            coefficient=coefficient(point, largest, frame, found, reference),
        )

    tried = sorted((candidate(point) for point in chosen), key=lambda each: -each.coefficient)
    return Extraction(block=block, maximum=candidate(largest), candidates=tuple(tried))


def representatives(ordered: Sequence[Point], block: int, largest: Point) -> list[Point]:
    """The middle shape of each block, without the maximum shape, whose W is zero."""
    return [run[len(run) // 2] for run in blocks(ordered, block) if run[len(run) // 2] != largest]


def coefficient(point: Point, largest: Point, frame: Frame, error: float, reference: float) -> float:
    """The W coefficient of arXiv 2010.08512: savings in size and in work, and error relative to the largest shape."""
    size, most = parameters(point, frame), parameters(largest, frame)
    work, hardest = operations(point, frame), operations(largest, frame)
    return (most - size) / most * (hardest - work) / hardest * reference / error
