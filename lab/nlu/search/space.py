"""The finite family of shapes that a search chooses from."""

from collections.abc import Sequence
from itertools import product

from pydantic import BaseModel, ConfigDict


class Point(BaseModel):
    """A shape: layers, attention heads, width, and width inside the feed-forward blocks."""

    model_config = ConfigDict(frozen=True)

    depth: int
    heads: int
    hidden: int
    intermediate: int

    @property
    def name(self) -> str:
        """Such as ``4x384/12/1536``."""
        return f"{self.depth}x{self.hidden}/{self.heads}/{self.intermediate}"


class Space(BaseModel):
    """A grid of shapes; those whose width the heads do not divide are left out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    depths: tuple[int, ...] = (2, 3, 4, 6, 12)
    heads: tuple[int, ...] = (6, 12)
    hiddens: tuple[int, ...] = (192, 384)
    intermediates: tuple[int, ...] = (384, 768, 1536)

    def points(self) -> list[Point]:
        """All shapes of the grid."""
        grid = product(self.depths, self.heads, self.hiddens, self.intermediates)
        return [
            Point(depth=depth, heads=heads, hidden=hidden, intermediate=intermediate)
            for depth, heads, hidden, intermediate in grid
            if hidden % heads == 0
        ]

    def maximum(self) -> Point:
        """The largest shape: what the others are measured against."""
        return max(self.points(), key=lambda point: (point.depth, point.hidden, point.intermediate, point.heads))


def blocks(ordered: Sequence[Point], size: int) -> list[Sequence[Point]]:
    """Cut an ordered family into runs of ``size``; one shape stands for each."""
    return [ordered[start : start + size] for start in range(0, len(ordered), size)]
