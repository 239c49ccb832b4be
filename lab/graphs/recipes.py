"""A network's graph without its weights, and the recipe by which `runtime.filling` fills them in.

The network is exported once with random weights, so that each weight of the graph is recognised by its numbers,
whatever the exporter called it, however it turned it, and whether or not it was quantised on the way.
"""

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
import torch
from onnx import external_data_helper, numpy_helper

from lab.graphs.export import export
from runtime.filling import WEIGHTS, quantised
from runtime.graph import Array, GraphSpec

Sources = Sequence[Mapping[str, Array]]
Build = Callable[[Sources], torch.nn.Module]

_ALIGNED: Final = 64  # bytes, a line of the processor's cache
_LARGEST: Final = 64  # numbers that a constant which is no weight may have


class UnknownWeightError(Exception):
    """A graph has a constant that is no weight of the network, and too large to be anything else."""


@dataclass(frozen=True, slots=True)
class Network:
    """A network to be shipped.

    Attributes:
        spec: Its names and shapes.
        shapes: Of the tensors of each file of its weights, by name.
        build: Makes the torch module from such tensors.
        quantised: Whether in int8.
        folder: Where the graph goes.
    """

    spec: GraphSpec
    shapes: Sequence[Mapping[str, tuple[int, ...]]]
    build: Build
    quantised: bool
    folder: Path


def write_recipe(network: Network) -> None:
    """Write a network's graph and recipe.

    Raises:
        UnknownWeightError: Where the exporter computed a constant from weights in a way that is not known here.
    """
    sources = drawn(network.shapes, seed=1)
    module = network.build(sources)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "network.onnx"
        export(module, network.spec, path, network.quantised)
        model = onnx.load(path)
    content = _Emptied(model, sources).recipe()
    network.folder.mkdir(parents=True, exist_ok=True)
    target = network.folder / f"{network.spec.name}.onnx"
    target.write_bytes(slim(model).SerializeToString(deterministic=True))
    lines = ",\n".join(json.dumps(part) for part in content["parts"])
    text = f'{{"size": {content["size"]}, "parts": [\n{lines}\n]}}\n'
    target.with_suffix(".json").write_text(text, encoding="utf-8")


def drawn(shapes: Sequence[Mapping[str, tuple[int, ...]]], seed: int) -> Sources:
    """Random tensors of these shapes."""
    random = np.random.default_rng(seed)
    return [{name: random.standard_normal(shape, np.float32) for name, shape in source.items()} for source in shapes]


@dataclass(frozen=True, slots=True)
class _Origin:
    """The tensor that a weight is, and how."""

    name: str
    source: int = 0
    turned: bool = False
    axis: int | None = None


class _Emptied:
    """Takes the weights out of a graph.

    Args:
        model: The graph, which is changed.
        sources: The tensors it was made of.
    """

    def __init__(self, model: onnx.ModelProto, sources: Sources) -> None:
        self._initializers = {tensor.name: tensor for tensor in model.graph.initializer}
        self._origins = _origins(sources)
        self._steps = _origins_of_steps(sources) if any(map(self._is_quantised, self._initializers)) else {}
        self._size = 0

    def recipe(self) -> dict[str, Any]:
        parts = [part for tensor in self._initializers.values() if (part := self._part(tensor))]
        for tensor in self._initializers.values():
            if np.prod(tensor.dims) > _LARGEST and tensor.data_location != onnx.TensorProto.EXTERNAL:
                raise UnknownWeightError(f"{tensor.name} {list(tensor.dims)} comes from no tensor of the sources")
        return {"size": self._size, "parts": parts}

    def _part(self, tensor: onnx.TensorProto) -> dict[str, Any] | None:
        if self._is_quantised(tensor.name):
            parts = {
                "steps": tensor.name,
                "scale": f"{_stem(tensor.name)}_scale",
                "zero": f"{_stem(tensor.name)}_zero_point",
            }
            origin = self._steps.get(_fingerprint(numpy_helper.to_array(tensor)))
            if origin is None:
                raise UnknownWeightError(f"{tensor.name} {list(tensor.dims)} is quantised in another way")
            places = {part: self._outside(self._initializers[name]) for part, name in parts.items()}
            return _entry(origin, tensor, places)
        origin = self._origins.get(_fingerprint(numpy_helper.to_array(tensor)))
        return _entry(origin, tensor, {"real": self._outside(tensor)}) if origin else None

    def _is_quantised(self, name: str) -> bool:
        return name.endswith("_quantized") and f"{_stem(name)}_scale" in self._initializers

    def _outside(self, tensor: onnx.TensorProto) -> int:
        """Make the tensor a reference; returns the place of its bytes."""
        place, data = -(-self._size // _ALIGNED) * _ALIGNED, numpy_helper.to_array(tensor).tobytes()
        name, kind, dims = tensor.name, tensor.data_type, list(tensor.dims)
        tensor.Clear()
        tensor.name, tensor.data_type = name, kind
        tensor.dims.extend(dims)
        tensor.raw_data = data  # what makes a tensor external asks for it
        external_data_helper.set_external_data(tensor, WEIGHTS, place, len(data))
        tensor.ClearField("raw_data")
        self._size = place + len(data)
        return place


def _entry(origin: _Origin, tensor: onnx.TensorProto, places: Mapping[str, int]) -> dict[str, Any]:
    as_usual = asdict(_Origin(origin.name))
    told = {key: value for key, value in asdict(origin).items() if key == "name" or value != as_usual[key]}
    return told | {"shape": list(tensor.dims), "places": places}


def _stem(name: str) -> str:
    return name.removesuffix("_quantized")


def _origins(sources: Sources) -> dict[str, _Origin]:
    found: dict[str, _Origin] = {}
    for source, name, turned, array in _ways(sources):
        found.setdefault(_fingerprint(array), _Origin(name, source, turned))
    return found


def _origins_of_steps(sources: Sources) -> dict[str, _Origin]:
    found: dict[str, _Origin] = {}
    for source, name, turned, array in _ways(sources):
        for axis in (None, 1, 0) if array.ndim == 2 else ():
            steps, _, _ = quantised(array, axis)
            found.setdefault(_fingerprint(steps), _Origin(name, source, turned, axis))
    return found


def _ways(sources: Sources) -> Iterator[tuple[int, str, bool, Array]]:
    """Every tensor as it is, and every matrix turned too."""
    for source, tensors in enumerate(sources):
        for name, array in tensors.items():
            yield source, name, False, array
            if array.ndim == 2:
                yield source, name, True, array.T


def _fingerprint(array: Array) -> str:
    return hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()


def slim(model: onnx.ModelProto) -> onnx.ModelProto:
    """Without what the exporter tells of where each node comes from."""
    del model.metadata_props[:]
    del model.graph.value_info[:]
    del model.graph.metadata_props[:]
    for node in model.graph.node:
        del node.metadata_props[:]
        node.ClearField("doc_string")
    for values in (model.graph.input, model.graph.output):
        for value in values:
            del value.metadata_props[:]
    for tensor in model.graph.initializer:
        del tensor.metadata_props[:]
    return model
