"""Tensors of published ONNX files, under the names their torch modules had before export."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from lab.graphs.tensor import Tensor
from runtime.graph import Array


def read_quantised(path: Path) -> dict[str, Tensor]:
    """Every weight of a graph exported by torch and quantised by ONNX Runtime.

    A quantised matrix has lost its name; the bias added to its product still has one, so that
    ``x.bias`` names ``x.weight`` and ``in_proj_bias`` names ``in_proj_weight``.
    """
    graph = onnx.load(str(path)).graph
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    named = {name: Tensor(array) for name, array in arrays.items() if "/" not in name and array.dtype == np.float32}
    return named | _of_products(graph, arrays)


def read_silero(path: Path) -> dict[str, Tensor]:
    """Every weight of Silero's detector."""
    graph = onnx.load(str(path)).graph
    constants = {node.output[0]: node.attribute[0].t for node in graph.node if node.op_type == "Constant"}
    names = ["stft.weight"]
    names += [f"encoder.{place}.{kind}" for place in range(4) for kind in ("weight", "bias")]
    names += [f"rnn.{kind}_{side}" for kind in ("weight", "bias") for side in ("ih", "hh")]
    names += [f"decoder.{kind}" for kind in ("weight", "bias")]
    return {name: Tensor(_ending_in(constants, _in_silero(name))) for name in names}


def _of_products(graph: onnx.GraphProto, arrays: Mapping[str, Array]) -> dict[str, Tensor]:
    producers = {output: node for node in graph.node for output in node.output}
    found: dict[str, Tensor] = {}
    for node in graph.node:
        biases = [name for name in node.input if name.endswith("bias") and name in arrays]
        if node.op_type != "Add" or not biases:
            continue
        product = next((producers[name] for name in node.input if name in producers), None)
        while product is not None and product.op_type in ("Mul", "Cast"):
            product = producers.get(product.input[0])
        if product is None or product.op_type != "MatMulInteger":
            continue
        base = product.input[1].removesuffix("_quantized")
        steps, zero, scale = arrays[product.input[1]], arrays[f"{base}_zero_point"], arrays[f"{base}_scale"]
        found[biases[0].removesuffix("bias") + "weight"] = Tensor(steps, zero, scale, turned=True)
    return found


def _in_silero(name: str) -> str:
    """What the file calls a weight of our module."""
    part, _, rest = name.partition(".")
    if part == "stft":
        return "stft.forward_basis_buffer"
    if part == "encoder":
        place, _, kind = rest.partition(".")
        return f"encoder.{place}.reparam_conv.{kind}"
    return f"decoder.rnn.{rest}" if part == "rnn" else f"decoder.decoder.2.{rest}"


def _ending_in(constants: Mapping[str, onnx.TensorProto], ending: str) -> Array:
    (tensor,) = (tensor for name, tensor in constants.items() if name.endswith(f"__{ending}"))
    values: Array = numpy_helper.to_array(tensor)
    return values
