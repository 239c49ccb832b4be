"""Arrays of any length in and out of networks that know a few lengths: pick a bucket, pad, cut, split with overlap."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

import numpy as np

from runtime.errors import RuntimeRoomError
from runtime.graph import Array, GraphSpec, TensorSpec

Sizes = tuple[int, ...]
"""A size for each free axis of a spec, in the order of ``spec.free``."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the chunked axis.

    Attributes:
        start: Where the stretch that is computed begins.
        stop: Where it ends.
        keep_from: Where the part of the result that is kept begins; the rest lacked context.
        keep_to: Where it ends.
    """

    start: int
    stop: int
    keep_from: int
    keep_to: int


def all_sizes(spec: GraphSpec) -> tuple[Sizes, ...]:
    """Every combination of bucket sizes, ascending."""
    return tuple(product(*(sorted(spec.buckets[axis]) for axis in spec.free)))


def sizes_of(spec: GraphSpec, feeds: Mapping[str, Array]) -> Sizes:
    """The sizes of the free axes in ``feeds``, which fit the spec."""
    found: dict[str, int] = {}
    for tensor in spec.fed:
        found |= {a: n for a, n in zip(tensor.shape, feeds[tensor.name].shape, strict=True) if isinstance(a, str)}
    return tuple(found[axis] for axis in spec.free)


def bucket_for(spec: GraphSpec, sizes: Sizes) -> Sizes:
    """The smallest bucket that holds ``sizes``; the largest on an axis that may be chunked.

    Raises:
        RuntimeRoomError: ``runtime.too_long`` beyond the largest bucket of a network that may not be chunked.
    """
    bucket = []
    for axis, size in zip(spec.free, sizes, strict=True):
        options = sorted(spec.buckets[axis])
        fitting = next((option for option in options if option >= size), None)
        if fitting is None and (spec.long_input != "chunk" or len(spec.free) != 1):
            raise RuntimeRoomError(
                "runtime.too_long",
                f"{spec.name}: {axis} = {size} is beyond {options[-1]}, the longest this runtime is compiled for.",
                "Shorten the input, or use the cpu runtime.",
            )
        bucket.append(fitting or options[-1])
    return tuple(bucket)


def shape_in(spec: GraphSpec, tensor: TensorSpec, sizes: Sizes) -> tuple[int, ...]:
    """The shape of an input or output where the free axes have ``sizes``."""
    named = dict(zip(spec.free, sizes, strict=True))
    named |= {name: rule.size(named[rule.axis]) for name, rule in spec.derived.items()}
    return tuple(named[axis] if isinstance(axis, str) else axis for axis in tensor.shape)


def shapes_of(spec: GraphSpec, sizes: Sizes) -> dict[str, tuple[int, ...]]:
    """The shape of every input and output, by name, where the free axes have ``sizes``."""
    return {tensor.name: shape_in(spec, tensor, sizes) for tensor in (*spec.fed, *spec.outputs)}


def pad(spec: GraphSpec, feeds: Mapping[str, Array], sizes: Sizes) -> dict[str, Array]:
    """``feeds`` with zeros after them up to ``sizes``."""
    return padded(feeds, shapes_of(spec, sizes))


def padded(feeds: Mapping[str, Array], shapes: Mapping[str, tuple[int, ...]]) -> dict[str, Array]:
    """``feeds`` with zeros after them up to the shapes of the same names."""
    return {name: _fitted(array, shapes[name]) for name, array in feeds.items()}


def crop(spec: GraphSpec, outputs: Mapping[str, Array], sizes: Sizes) -> dict[str, Array]:
    """``outputs`` cut back to what inputs of ``sizes`` give."""
    shapes = shapes_of(spec, sizes)
    return {name: array[tuple(slice(size) for size in shapes[name])] for name, array in outputs.items()}


def crops(spec: GraphSpec, sizes: Sizes, bucket: Sizes) -> dict[str, tuple[slice, ...]]:
    """For each output that is longer in ``bucket`` than inputs of ``sizes`` give, the part that counts."""
    real, computed = shapes_of(spec, sizes), shapes_of(spec, bucket)
    return {
        tensor.name: tuple(slice(size) for size in real[tensor.name])
        for tensor in spec.outputs
        if real[tensor.name] != computed[tensor.name]
    }


def windows(length: int, bucket: int, receptive_field: int) -> Iterator[Window]:
    """Windows of exactly ``bucket`` places that together give every place of ``length`` with full context.

    The last one ends where the input ends, so that no window needs padding.

    Args:
        length: Places there are; more than ``bucket``.
        bucket: Places a window has; more than twice the receptive field.
        receptive_field: Places of context on each side that one result needs.
    """
    kept = 0
    while kept < length:
        start = min(max(kept - receptive_field, 0), length - bucket)
        stop = start + bucket
        until = length if stop == length else stop - receptive_field
        yield Window(start, stop, kept, until)
        kept = until


def cut(spec: GraphSpec, feeds: Mapping[str, Array], window: Window) -> dict[str, Array]:
    """The stretch of every input that ``window`` computes."""
    return {
        tensor.name: feeds[tensor.name][
            tuple(slice(window.start, window.stop) if isinstance(axis, str) else slice(None) for axis in tensor.shape)
        ]
        for tensor in spec.fed
    }


def join(spec: GraphSpec, parts: list[tuple[Window, Mapping[str, Array]]]) -> dict[str, Array]:
    """The whole result from the windows' results, each reduced to what it keeps."""
    joined = {}
    for tensor in spec.outputs:
        place, rate = _chunked_axis(spec, tensor)
        kept = []
        for window, outputs in parts:
            where: list[slice] = [slice(None)] * len(tensor.shape)
            where[place] = slice(rate * (window.keep_from - window.start), rate * (window.keep_to - window.start))
            kept.append(outputs[tensor.name][tuple(where)])
        joined[tensor.name] = np.concatenate(kept, axis=place)
    return joined


def _chunked_axis(spec: GraphSpec, tensor: TensorSpec) -> tuple[int, int]:
    place, name = next((place, axis) for place, axis in enumerate(tensor.shape) if isinstance(axis, str))
    return place, spec.derived[name].size(1) if name in spec.derived else 1


def _fitted(array: Array, shape: tuple[int, ...]) -> Array:
    if array.shape == shape:
        return np.ascontiguousarray(array)
    padded = np.zeros(shape, array.dtype)
    padded[tuple(slice(n) for n in array.shape)] = array
    return padded
