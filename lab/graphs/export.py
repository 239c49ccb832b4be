"""Torch modules to ONNX files."""

import logging
import warnings
from pathlib import Path
from typing import Any, Final

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from runtime.graph import GraphSpec, TensorSpec

_EXAMPLE: Final = (
    16  # size of a free axis without buckets while tracing; any but 0 and 1, which torch takes for constants
)


def export(module: torch.nn.Module, spec: GraphSpec, path: Path, quantised: bool = False) -> None:
    """Write ``module`` as ONNX with the spec's names; axes that share a name share a size.

    Args:
        module: The network.
        spec: Its names and shapes.
        path: The file.
        quantised: Whether embeddings and matrix products get int8 weights; activations are quantised as they come.
    """
    sizes: dict[str, Any] = {}
    examples, shapes = [], []
    for tensor in spec.fed:
        named = [(axis, size) for axis, size in enumerate(tensor.shape) if isinstance(size, str)]
        free = {axis: sizes.setdefault(name, torch.export.Dim(name)) for axis, name in named}
        examples.append(torch.ones(_example(spec, tensor), dtype=getattr(torch, tensor.dtype)))
        shapes.append(free)
    registry = logging.getLogger("torch.onnx._internal.exporter._registration")  # warns of an absent torchvision
    registry.setLevel(logging.ERROR)
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module.eval(),
            tuple(examples),
            str(path),
            input_names=[tensor.name for tensor in spec.fed],
            output_names=[tensor.name for tensor in spec.outputs],
            dynamic_shapes=tuple(shapes),
            dynamo=True,
            external_data=False,
            verbose=False,
        )
    if quantised:
        _quantise(path)


def _example(spec: GraphSpec, tensor: TensorSpec) -> list[int]:
    return [max(spec.buckets.get(axis, (_EXAMPLE,))) if isinstance(axis, str) else axis for axis in tensor.shape]


def _quantise(path: Path) -> None:
    model = onnx.load(path)
    del model.graph.value_info[:]  # the exporter's shapes stop the quantiser's shape inference
    quantize_dynamic(
        model, path, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm", "Gather"]
    )
