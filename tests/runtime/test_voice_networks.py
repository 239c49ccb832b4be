"""Every network of the voices gives on fixed sizes what it gives on any size."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np
import pytest
import torch

from runtime import Graph, GraphSpec, ModelStore, Session, TensorSpec, probe
from runtime.bucketed import BucketedSession
from runtime.buckets import Sizes, all_sizes, shape_in
from runtime.eager import EagerSession, called, open_reference, to_arrays
from runtime.fixed import Fixed
from runtime.graph import Array
from runtime.open import graphs
from runtime.session import Choice
from tts.networks.catalog import NETWORKS
from tts.voices import open_voice

CHOICE = Choice("fixed", "fixed", "test", fell_back=False, why="as asked")


class EagerProgram:
    """A module that admits one shape."""

    def __init__(self, module: torch.nn.Module, spec: GraphSpec, sizes: Sizes) -> None:
        self._module, self._spec, self._sizes = module, spec, sizes

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        assert {t.name: feeds[t.name].shape for t in self._spec.fed} == {
            t.name: shape_in(self._spec, t, self._sizes) for t in self._spec.fed
        }
        with torch.inference_mode():
            tensors = [torch.from_numpy(feeds[tensor.name]) for tensor in self._spec.fed]
            return to_arrays(self._spec, called(self._spec, self._module, tensors))


def edges(spec: GraphSpec) -> Iterator[int]:
    (axis,) = spec.free
    sizes = sorted(spec.buckets[axis])
    for size in (sizes[0], sizes[-2], sizes[-1]):
        yield from (size - 1, size)
    yield sizes[0] + 1
    if spec.long_input == "chunk":
        yield from (sizes[-1] + 1, 2 * sizes[-1] + 5)


def feeds(spec: GraphSpec, size: int) -> dict[str, Array]:
    random = np.random.default_rng(size)
    return {tensor.name: _values(tensor, size, random) for tensor in spec.inputs}


def _values(tensor: TensorSpec, size: int, random: np.random.Generator) -> Array:
    shape = [size if isinstance(axis, str) else axis for axis in tensor.shape]
    if tensor.dtype == "int64":
        return random.integers(1, 60, shape)
    scale = 150.0 if tensor.name == "f0" else 1.0
    return (scale * np.abs(random.standard_normal(shape))).astype(tensor.dtype)


def assert_close(spec: GraphSpec, session: Session, reference: Session) -> None:
    for size in edges(spec):
        given = feeds(spec, size)
        want, got = reference.run(given), session.run(given)
        for name, array in want.items():
            np.testing.assert_allclose(got[name], array, atol=2e-5 * max(1.0, float(np.abs(array).max())))


@pytest.mark.parametrize("name", sorted(NETWORKS.keys() - {"hifigan.generator"}))  # slow: see its own tests
def test_padding_and_chunks_change_no_network(name: str) -> None:
    torch.manual_seed(0)
    spec, module = NETWORKS[name].spec, NETWORKS[name].build().eval()
    programs = {sizes: EagerProgram(module, spec, sizes) for sizes in all_sizes(spec)}
    assert_close(spec, BucketedSession(spec, CHOICE, programs), EagerSession(spec, CHOICE, module))


@pytest.fixture(scope="module")
def own() -> dict[str, Graph]:
    """The networks of the voices that fixed shapes are for, by name."""
    store = ModelStore()
    store.fetch("hibari-heart")
    opened = [open_voice(name, store, "cpu") for name in ("heart", "wren", "robin")]
    found = {graph.spec.name.removeprefix("tts."): graph for graph in graphs()}
    opened.clear()
    return found


@pytest.mark.skipif(not probe("fixed").available, reason=probe("fixed").why)
@pytest.mark.parametrize("name", sorted(NETWORKS.keys() - {"hifigan.generator"}))
def test_the_voices_compile_to_equal_networks(name: str, own: dict[str, Graph]) -> None:
    graph = own[name]
    few = {axis: (sizes[0], sizes[-1]) for axis, sizes in graph.spec.buckets.items()}
    exact = replace(graph, spec=replace(graph.spec, buckets=few, half=False))
    assert_close(exact.spec, Fixed().open(exact, CHOICE, 1), open_reference(exact))
