"""A session made of programs that each know one shape."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import Protocol

from runtime.buckets import Sizes, all_sizes, bucket_for, crops, cut, join, padded, shapes_of, sizes_of, windows
from runtime.feeds import checked
from runtime.graph import Array, Graph, GraphSpec
from runtime.session import Choice

_SHAPES = 512
_Shapes = tuple[tuple[str, object, tuple[int, ...]], ...]


class Program(Protocol):
    """A network compiled for one shape. Called by one thread at a time."""

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        """Run on inputs of exactly the compiled shapes."""
        ...


@dataclass(frozen=True, slots=True)
class _Way:
    """What inputs of one shape take.

    Attributes:
        sizes: Of their free axes.
        bucket: Of the program that runs them, whole or in stretches.
        places: How many the inputs have.
        computed: How many the program has.
        whole: Whether it takes them whole.
        exact: Whether they are just as large as it takes them.
        shapes: Of that program's inputs and outputs.
        cuts: Where each output ends, for those that are longer than what the inputs give.
        mask: The network's last input: of the program's shape where it takes the inputs whole, else of theirs.
    """

    sizes: Sizes
    bucket: Sizes
    places: int
    computed: int
    whole: bool
    exact: bool
    shapes: Mapping[str, tuple[int, ...]]
    cuts: Mapping[str, tuple[slice, ...]]
    mask: Mapping[str, Array]


class BucketedSession:
    """Runs inputs of any size on programs of fixed size.

    Args:
        spec: The network's shape.
        choice: What was asked and got.
        programs: A program for each of ``all_sizes(spec)``.
    """

    def __init__(self, spec: GraphSpec, choice: Choice, programs: Mapping[Sizes, Program]) -> None:
        self.spec = spec
        self.choice = choice
        self._programs = programs
        self._lock = threading.Lock()
        self._real = self._computed = 0
        # Few shapes come again and again, and working out what they take costs as much as a tenth of a small network.
        self._ways: dict[_Shapes, _Way] = {}

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        """See ``Session.run``.

        Raises:
            RuntimeRoomError: ``runtime.input``; ``runtime.too_long`` for an input beyond the largest bucket, where the
                network may not be chunked.
        """
        shapes = tuple((name, array.dtype, array.shape) for name, array in feeds.items())
        way = self._ways.get(shapes) or self._new_way(shapes, feeds)
        self._real += way.places
        if way.exact:
            return self._program(way, feeds)
        if way.whole:
            outputs = self._program(way, {**padded(feeds, way.shapes), **way.mask})
            return {name: array[way.cuts[name]] if name in way.cuts else array for name, array in outputs.items()}
        fed = {**feeds, **way.mask}
        spans = windows(way.sizes[0], way.bucket[0], self.spec.receptive_field)
        return join(
            self.spec,
            [(span, self._program(way, padded(cut(self.spec, fed, span), way.shapes))) for span in spans],
        )

    @property
    def padding(self) -> float:
        """Share of the computed places so far that were padding or overlap."""
        return 1 - self._real / self._computed if self._computed else 0.0

    def _program(self, way: _Way, feeds: Mapping[str, Array]) -> dict[str, Array]:
        with self._lock:
            self._computed += way.computed
            return self._programs[way.bucket].run(feeds)

    def _new_way(self, shapes: _Shapes, feeds: Mapping[str, Array]) -> _Way:
        fed = checked(self.spec, feeds)
        sizes = sizes_of(self.spec, fed)
        bucket = bucket_for(self.spec, sizes)
        whole = all(size <= limit for size, limit in zip(sizes, bucket, strict=True))
        inside = shapes_of(self.spec, bucket)
        mask = {name: array for name, array in fed.items() if name not in feeds}
        mask = padded(mask, inside) if whole else mask
        for array in mask.values():
            array.setflags(write=False)  # it is given again and again
        cuts = crops(self.spec, sizes, bucket) if whole else {}
        exact = sizes == bucket and self.spec.mask is None
        way = _Way(sizes, bucket, prod(sizes), prod(bucket), whole, exact, inside, cuts, mask)
        if len(self._ways) >= _SHAPES:
            self._ways.clear()
        self._ways[shapes] = way
        return way


def lacks_buckets(graph: Graph) -> str:
    """Why a graph cannot be given fixed shapes; empty if it can."""
    if unbounded := [axis for axis in graph.spec.free if not graph.spec.buckets.get(axis)]:
        return f"{graph.spec.name} {graph.spec.unbounded or f'names no sizes for its free axes {unbounded}'}"
    if graph.spec.long_input == "chunk" and any(
        max(sizes) <= 2 * graph.spec.receptive_field for sizes in all_sizes(graph.spec)[-1:]
    ):
        return f"{graph.spec.name}: its largest bucket is no longer than its context"
    return ""
