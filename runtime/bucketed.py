"""A session made of programs that each know one shape."""

import threading
from collections.abc import Mapping
from functools import lru_cache, partial
from math import prod
from typing import Protocol

from runtime.buckets import Sizes, all_sizes, bucket_for, cropped, cut, join, padded, shapes_of, sizes_of, windows
from runtime.feeds import checked
from runtime.graph import Array, Graph, GraphSpec
from runtime.session import Choice

_SIZES = 512


class Program(Protocol):
    """A network compiled for one shape. Called by one thread at a time."""

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        """Run on inputs of exactly the compiled shapes."""
        ...


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
        self._locks = {sizes: threading.Lock() for sizes in programs}
        self._real = self._computed = 0
        # Shapes follow from few sizes that come again and again, and working them out took a third of a small network.
        self._bucket = lru_cache(_SIZES)(partial(bucket_for, spec))
        self._shapes = lru_cache(_SIZES)(partial(shapes_of, spec))

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        """See ``Session.run``.

        Raises:
            RuntimeRoomError: ``runtime.input``; ``runtime.too_long`` for an input beyond the largest bucket, where the
                network may not be chunked.
        """
        fed = checked(self.spec, feeds)
        sizes = sizes_of(self.spec, fed)
        bucket = self._bucket(sizes)
        self._real += prod(sizes)
        if all(size <= limit for size, limit in zip(sizes, bucket, strict=True)):
            return cropped(self._program(bucket, padded(fed, self._shapes(bucket))), self._shapes(sizes))
        shapes = self._shapes(bucket)
        spans = windows(sizes[0], bucket[0], self.spec.receptive_field)
        return join(
            self.spec,
            [(span, self._program(bucket, padded(cut(self.spec, fed, span), shapes))) for span in spans],
        )

    @property
    def padding(self) -> float:
        """Share of the computed places so far that were padding or overlap."""
        return 1 - self._real / self._computed if self._computed else 0.0

    def _program(self, sizes: Sizes, feeds: Mapping[str, Array]) -> dict[str, Array]:
        with self._locks[sizes]:
            self._computed += prod(sizes)
            return self._programs[sizes].run(feeds)


def lacks_buckets(graph: Graph) -> str:
    """Why a graph cannot be given fixed shapes; empty if it can."""
    if unbounded := [axis for axis in graph.spec.free if not graph.spec.buckets.get(axis)]:
        return f"{graph.spec.name} names no sizes for its free axes {unbounded}"
    if graph.spec.long_input == "chunk" and any(
        max(sizes) <= 2 * graph.spec.receptive_field for sizes in all_sizes(graph.spec)[-1:]
    ):
        return f"{graph.spec.name}: its largest bucket is no longer than its context"
    return ""
