"""The student's torch module out of the int8 file that ships, for the runtimes that run modules."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from nlu.embedding import ByteRows, PackedRows
from nlu.errors import NluError
from nlu.network import StudentNetwork
from nlu.scope import ScopedNetwork
from nlu.shape import StudentShape
from runtime.graph import Array


def build_student(path: Path, shape: StudentShape) -> ScopedNetwork:
    """The network with the file's weights; its matrices are brought back from int8.

    Raises:
        NluError: ``model.corrupt`` where the file's weights are not those of ``shape``.
    """
    network = packed_network(shape)
    try:
        network.load_state_dict(exported_weights(path, network))
    except RuntimeError as error:
        raise NluError("model.corrupt", f"{path} is not a student of its card's sizes: {error}.") from error
    return network.eval()


def packed_network(shape: StudentShape) -> ScopedNetwork:
    """A network whose embeddings are as they ship."""
    network = ScopedNetwork(StudentNetwork(shape))
    packed = PackedRows if shape.embedding_bits == 4 else ByteRows
    network.student.set_submodule("pieces", packed(network.student.pieces))
    return network


def exported_weights(path: Path, network: ScopedNetwork) -> dict[str, Tensor]:
    """Those tensors of a packed network that the file holds, by name."""
    graph = onnx.load(path).graph
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    weights = arrays | dict(_products(graph, arrays)) | dict(_rows(network, arrays))
    return {name: torch.tensor(weights[name]) for name in network.state_dict() if name in weights}


def _products(graph: onnx.GraphProto, arrays: Mapping[str, Array]) -> Iterator[tuple[str, Array]]:
    """Quantised matrices under the names of the biases that are added to their products, as ``weight``."""
    users = {name: node for node in graph.node for name in node.input}
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        weights, scale = node.input[1], node.input[1].removesuffix("_quantized") + "_scale"
        scaled = users[users[node.output[0]].output[0]]
        bias = next(name for name in users[scaled.output[0]].input if name.endswith("bias"))
        yield bias.removesuffix("bias") + "weight", (arrays[weights].astype(np.float32) * arrays[scale]).T


def _rows(network: ScopedNetwork, arrays: Mapping[str, Array]) -> Iterator[tuple[str, Array]]:
    """The buffers, which have lost their names: the only arrays of their shape and type."""
    for name, buffer in network.named_buffers():
        wanted = tuple(buffer.shape), np.dtype(str(buffer.dtype).removeprefix("torch."))
        found = [array for array in arrays.values() if (array.shape, array.dtype) == wanted]
        if len(found) == 1:
            yield name, found[0]
