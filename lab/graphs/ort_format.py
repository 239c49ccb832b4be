"""Tensors of an ORT-format file, under the names their torch modules had before export.

The file's products have lost the names of their weights, but its nodes keep the path of the module they came from:
``/layers.0/mlp/fc1/MatMul_quant`` holds ``layers.0.mlp.fc1.weight``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import numpy as np
from onnxruntime.tools.ort_format_model.ort_flatbuffers_py.fbs.InferenceSession import InferenceSession

from lab.graphs.tensor import Tensor
from runtime.graph import Array

_TYPES: Final = {1: np.float32, 2: np.uint8, 3: np.int8}
"""The data types of TensorProto that weights have."""

# Where a quantised product has its weights, their scale and their zero point among its inputs.
_PRODUCTS: Final = {"MatMulIntegerToFloat": (1, 3, 5), "DynamicQuantizeMatMul": (1, 2, 3)}
_PARAMETERS: Final = {"Mul": "weight", "Add": "bias", "Expand": "buffer"}
# Names of layers in Moonshine base where they are not those of Moonshine tiny.
_RENAMED: Final = {
    "model.decoder.": "",
    "_attn.dense.": "_attn.o_proj.",
    "mlp.up_proj.": "mlp.fc1.",
    "mlp.down_proj.": "mlp.fc2.",
}


def read_ort(path: Path) -> dict[str, Tensor]:
    """Every weight of the file."""
    graph = InferenceSession.GetRootAsInferenceSession(path.read_bytes(), 0).Model().Graph()
    constants = {
        tensor.Name().decode(): tensor for tensor in map(graph.Initializers, range(graph.InitializersLength()))
    }
    weights = _named(constants)
    for node in _nodes(graph):
        weights |= _of_node(node, constants)
    return {_renamed(name): tensor for name, tensor in weights.items()}


def _renamed(name: str) -> str:
    for old, new in _RENAMED.items():
        name = name.replace(old, new)
    return name


def _named(constants: Mapping[str, Any]) -> dict[str, Tensor]:
    found = {}
    for name, tensor in constants.items():
        if name.startswith("onnx::") or not name.endswith(("weight", "bias", "_tensor", "_merged_0", "_quantized")):
            continue
        plain = name.removesuffix("_quantized").removesuffix("_merged_0").removesuffix("_add_tensor")
        if name.endswith("_quantized"):
            stem = name.removesuffix("_quantized")
            found[plain] = _restored(tensor, constants[f"{stem}_scale"], constants[f"{stem}_zero_point"])
        elif tensor.DataType() == 1:
            found[plain] = Tensor(_array(tensor))
    return found


def _of_node(node: Any, constants: Mapping[str, Any]) -> dict[str, Tensor]:
    kind = node.OpType().decode()
    inputs = [node.Inputs(place).decode() for place in range(node.InputsLength())]
    module = ".".join(node.Name().decode().strip("/").split("/")[:-1])
    if kind in _PRODUCTS:
        weights, scale, zero = (constants[inputs[place]] for place in _PRODUCTS[kind])
        return {f"{module}.weight": replace(_restored(weights, scale, zero), turned=True)}
    if kind == "MatMul" and inputs[1].endswith("_add_tensor"):
        stem = inputs[1].removesuffix("_add_tensor")
        parts = (constants[f"{stem}_{part}"] for part in ("quantized", "scale", "zero_point"))
        return {f"{module}.weight": replace(_restored(*parts), turned=True)}
    if kind in _PARAMETERS:
        given = [constants[name] for name in inputs if name.startswith("onnx::") and name in constants]
        return {
            f"{module}.{_PARAMETERS[kind]}": Tensor(_array(tensor).ravel())
            for tensor in given
            if tensor.DataType() == 1
        }
    return {}


def _nodes(graph: Any) -> Iterator[Any]:
    for node in map(graph.Nodes, range(graph.NodesLength())):
        yield node
        for attribute in map(node.Attributes, range(node.AttributesLength())):
            if attribute.G():
                yield from _nodes(attribute.G())


def _restored(weights: Any, scale: Any, zero: Any) -> Tensor:
    if zero.DataType() == 1:  # of weights that are brought back before their product: an offset, not a number of steps
        return Tensor(_array(weights), scale=_array(scale), shift=_array(zero))
    return Tensor(_array(weights), zero=_array(zero), scale=_array(scale))


def _array(tensor: Any) -> Array:
    raw: Array = tensor.RawDataAsNumpy()
    return np.frombuffer(raw.tobytes(), _TYPES[tensor.DataType()]).reshape(
        tensor.DimsAsNumpy() if tensor.DimsLength() else ()
    )
