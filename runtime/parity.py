"""Whether a network gives the same on every runtime of this machine, at the edges of its buckets."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import product

import numpy as np
from pydantic import BaseModel, ConfigDict

from runtime.backend import Backend
from runtime.errors import RuntimeRoomError
from runtime.graph import Array, Graph, GraphSpec, TensorSpec
from runtime.session import Choice, Device, Session

# Of the largest value in float32 and bfloat16. Of the root mean square where activations have 8 bits: there a frame of
# silence may come out as another, of which nothing is heard, and the largest difference tells of that frame alone.
EXACT, HALF, QUANTISED = 1e-3, 0.05, 0.25
Feeds = Mapping[str, Array]
_PIECES = 60  # ids drawn are below; every vocabulary has as many
_REACH = {"f0": 150.0, "samples": 0.1, "input": 0.1}  # of inputs that are no unit-sized numbers


class Parity(BaseModel):
    """A network on one runtime against its reference.

    Attributes:
        network: Its name.
        device: The runtime.
        sizes: Sizes of the free axes that were tried with noise, at the edges of the buckets.
        noise: The difference there, of the output that differs most: the largest as a share of the largest value; where
            activations have 8 bits, the root mean square as a share of the output's. An output that is a single number
            counts by its size over all that was tried.
        samples: How many real inputs were tried.
        real: The difference there, likewise.
        apart: The same between the reference's outputs for two different inputs: what no likeness at all looks like.
        tolerance: What ``noise`` and ``real`` may be.
        why_not: Why it could not be tried.
    """

    model_config = ConfigDict(frozen=True)

    network: str
    device: Device
    sizes: tuple[tuple[int, ...], ...] = ()
    noise: float = 0.0
    samples: int = 0
    real: float = 0.0
    apart: float = 0.0
    tolerance: float = EXACT
    why_not: str = ""

    @property
    def equal(self) -> bool:
        """Whether it gave the same, or was not tried."""
        return max(self.noise, self.real) <= self.tolerance


def compare(graph: Graph, backends: Sequence[Backend], samples: Sequence[Feeds] = ()) -> Iterator[Parity]:
    """Compare a network's runtimes with torch eager, or with the cpu where torch or its module is not there.

    Args:
        graph: The network.
        backends: The runtimes, the cpu among them.
        samples: Real inputs.
    """
    reference = _reference(graph, backends)
    sizes, failed = tuple(edges(graph.spec)), ""
    tried: list[Feeds] = [feeds(graph.spec, size) for size in sizes]
    try:
        wanted = [reference.run(given) for given in (*tried, *samples)]
    except RuntimeRoomError as error:  # a size that a network without buckets does not take
        sizes, tried, wanted = (), [], [reference.run(given) for given in samples]
        failed = "" if samples else error.message
    eight = _has_eight_bits(graph)
    usual = _usual(wanted, eight)
    apart = _apart(reference, tried[-1:] or list(samples[-1:]), eight, usual)
    for backend in backends:
        why_not = backend.probe().why or backend.lacks(graph) or failed
        if why_not or (backend.device == "cpu" and not _has_module(graph)):
            why_not = why_not or "it is the reference itself"
            yield Parity(network=graph.spec.name, device=backend.device, why_not=why_not)
            continue
        session = _open(backend, graph)
        given = (*tried, *samples)
        found = [_difference(want, session.run(each), eight, usual) for want, each in zip(wanted, given, strict=True)]
        yield Parity(
            network=graph.spec.name,
            device=backend.device,
            sizes=sizes,
            noise=max(found[: len(sizes)], default=0.0),
            samples=len(samples),
            real=max(found[len(sizes) :], default=0.0),
            apart=apart,
            tolerance=QUANTISED if eight else HALF if graph.spec.half and backend.device != "cpu" else EXACT,
        )


def _usual(wanted: Sequence[Mapping[str, Array]], eight: bool) -> dict[str, float]:
    """How large outputs of a single number are over all that was tried: one of them may be zero by chance."""
    size = _root_mean_square if eight else _largest
    single = [name for name in (wanted[0] if wanted else ()) if all(one[name].size == 1 for one in wanted)]
    return {name: size(np.concatenate([one[name].ravel() for one in wanted])) for name in single}


def _apart(reference: Session, tried: Sequence[Feeds], eight: bool, usual: Mapping[str, float]) -> float:
    """How much the outputs differ for the last input and for the same with its numbers in another order."""
    if not tried:
        return 0.0
    random = np.random.default_rng(5)
    (given,) = tried
    other = {name: random.permuted(array) if array.size > 1 else array for name, array in given.items()}
    return _difference(reference.run(given), reference.run(other), eight, usual)


def edges(spec: GraphSpec) -> Iterator[tuple[int, ...]]:
    """Sizes of the free axes: one below, at and above the smallest bucket, the largest, and beyond where it may be."""
    return product(*(_edges_of(spec, axis) for axis in spec.free))


def feeds(spec: GraphSpec, sizes: Sequence[int]) -> dict[str, Array]:
    """Inputs of those sizes, the same each time: ids, masks of ones, and numbers drawn at random."""
    named = dict(zip(spec.free, sizes, strict=True))
    random = np.random.default_rng(sum(sizes))
    return {tensor.name: _values(tensor, named, random) for tensor in spec.inputs}


def _edges_of(spec: GraphSpec, axis: str) -> list[int]:
    buckets = sorted(spec.buckets.get(axis, (8,)))
    if len(buckets) == 1:
        return buckets
    found = {max(buckets[0] - 1, 1), buckets[0], buckets[0] + 1, buckets[-1]}
    if spec.long_input == "chunk":
        found.add(buckets[-1] + 1)
    return sorted(found)


def _values(tensor: TensorSpec, sizes: dict[str, int], random: np.random.Generator) -> Array:
    shape = [sizes[axis] if isinstance(axis, str) else axis for axis in tensor.shape]
    if tensor.dtype == "int64":
        return random.integers(1, _PIECES, shape)
    if tensor.name == "mask":
        return np.ones(shape, tensor.dtype)
    return (_REACH.get(tensor.name, 1.0) * np.abs(random.standard_normal(shape))).astype(tensor.dtype)


def _difference(
    wanted: Mapping[str, Array], got: Mapping[str, Array], eight: bool, usual: Mapping[str, float]
) -> float:
    if any(got[name].shape != array.shape for name, array in wanted.items()):
        return float("inf")
    size = _root_mean_square if eight else _largest
    pairs = [(name, _meant(name, array), _meant(name, got[name])) for name, array in wanted.items() if array.size]
    shares = (size(other - one) / max(usual.get(name, size(one)), 1e-6) for name, one, other in pairs)
    return max(shares, default=0.0)


def _meant(name: str, array: Array) -> Array:
    """What an output says: logits give the same probabilities with any one number added to all of them."""
    return array - array.mean(-1, keepdims=True) if name == "logits" else array


def _largest(array: Array) -> float:
    return float(np.abs(array).max())


def _root_mean_square(array: Array) -> float:
    return float(np.sqrt(np.square(array).mean()))


def _has_eight_bits(graph: Graph) -> bool:
    return bool(graph.onnx and graph.onnx.suffix == ".onnx" and b"DynamicQuantizeLinear" in graph.onnx.read_bytes())


def _has_module(graph: Graph) -> bool:
    return graph.module is not None and find_spec("torch") is not None


def _reference(graph: Graph, backends: Sequence[Backend]) -> Session:
    if _has_module(graph):
        from runtime.eager import open_reference  # imports torch

        return open_reference(graph)
    return _open(next(backend for backend in backends if backend.device == "cpu"), graph)


def _open(backend: Backend, graph: Graph) -> Session:
    choice = Choice(backend.device, backend.device, "compared", fell_back=False, why="as asked")
    if lacking := backend.lacks(graph):
        raise RuntimeRoomError("runtime.unavailable", f"{graph.spec.name}: {lacking}")
    return backend.open(graph, choice, 1)
