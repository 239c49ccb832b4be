"""Weights out of an exported file, under the names their torch modules use."""

import pickle
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from safetensors import SafetensorError
from safetensors.torch import load_file

from runtime.graph import Array
from tts.errors import TtsError


def read_weights(path: Path) -> dict[str, torch.Tensor]:
    """Every weight of a ``.safetensors``, ``.onnx`` or ``.pth.tar`` file, in fp32.

    Raises:
        TtsError: ``network.corrupt``.
    """
    if path.suffix == ".onnx":
        return read_onnx_weights(path)
    if path.suffix == ".tar":
        return read_checkpoint(path)
    try:
        return {name: tensor.float() for name, tensor in load_file(path).items()}
    except (SafetensorError, OSError) as error:
        raise TtsError("network.corrupt", f"{path} cannot be read: {error}") from error


def read_onnx_weights(path: Path) -> dict[str, torch.Tensor]:
    """Every weight of an ONNX file in fp32, dynamically quantised matrices included.

    A quantised matrix has lost its name; the bias added to its product still has one, so that
    ``x.bias`` names ``x.weight`` and ``in_proj_bias`` names ``in_proj_weight``.

    Args:
        path: A graph exported by torch, quantised by ONNX Runtime or not.

    Raises:
        TtsError: ``network.corrupt`` where the file is no ONNX graph.
    """
    try:
        graph = onnx.load(str(path)).graph
    except Exception as error:  # protobuf raises its own, undocumented kinds
        raise TtsError("network.corrupt", f"{path} is no ONNX graph: {error}", "Fetch it again.") from error
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    named = {name: array for name, array in arrays.items() if "/" not in name}
    named.update(_dequantised(graph, arrays))
    return {name: torch.from_numpy(np.array(array, dtype=np.float32)) for name, array in named.items()}


def read_checkpoint(path: Path) -> dict[str, torch.Tensor]:
    """Every weight of a torch checkpoint that was published as such, weight normalisation folded in.

    Only tensors are read; torch refuses a file with anything else in it.

    Args:
        path: One dictionary of weights under one name, such as ``generator``.

    Raises:
        TtsError: ``network.corrupt``.
    """
    try:
        (tensors,) = torch.load(path, map_location="cpu", weights_only=True).values()
    except (OSError, RuntimeError, ValueError, EOFError, pickle.UnpicklingError) as error:
        raise TtsError("network.corrupt", f"{path} is no checkpoint: {error}", "Fetch it again.") from error
    scales = {name: tensor for name, tensor in tensors.items() if name.endswith("weight_g")}
    folded = {name: tensor for name, tensor in tensors.items() if not name.endswith(("weight_g", "weight_v"))}
    for name, scale in scales.items():
        direction = tensors[f"{name.removesuffix('g')}v"]
        folded[name.removesuffix("_g")] = scale * direction / direction.flatten(1).norm(dim=1)[:, None, None]
    return folded


def _dequantised(graph: onnx.GraphProto, arrays: Mapping[str, Array]) -> dict[str, Array]:
    producers = {output: node for node in graph.node for output in node.output}
    found: dict[str, Array] = {}
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
        centred = arrays[product.input[1]].astype(np.float32) - arrays[f"{base}_zero_point"].astype(np.float32)
        found[biases[0].removesuffix("bias") + "weight"] = (centred * arrays[f"{base}_scale"]).T
    return found


def load_part(module: torch.nn.Module, weights: Mapping[str, torch.Tensor], prefix: str) -> None:
    """Load the weights whose names begin with ``prefix`` into ``module``, every one of its own and no other shape.

    Raises:
        TtsError: ``network.mismatch`` naming what is missing or has another shape.
    """
    own = {name: weights[prefix + name] for name in module.state_dict() if prefix + name in weights}
    try:
        module.load_state_dict(own)
    except RuntimeError as error:
        raise TtsError("network.mismatch", f"the weights do not fit {type(module).__name__}: {error}") from error
