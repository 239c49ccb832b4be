"""From a trained network to the int8 file that ships."""

import copy
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from nlu.embedding import ByteRows, PackedRows
from nlu.scope import ScopedNetwork


def export(network: ScopedNetwork, target: Path) -> None:
    """Write ``target`` as ONNX with packed embeddings and int8 matrix products, batch and length free."""
    network = copy.deepcopy(network).eval()
    student = network.student
    packed = PackedRows if student.shape.embedding_bits == 4 else ByteRows
    student.set_submodule("pieces", packed(student.pieces))
    batch, length = (
        torch.export.Dim("batch", max=256),
        torch.export.Dim("length", min=2, max=student.positions.num_embeddings),
    )
    ids = torch.zeros((2, 9), dtype=torch.int64)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "student.onnx"
        torch.onnx.export(
            network,
            (ids, torch.ones(ids.shape)),
            plain,
            input_names=["ids", "mask"],
            output_names=["intent", "slots", "scope"],
            dynamic_shapes=({0: batch, 1: length}, {0: batch, 1: length}),
            dynamo=True,
            external_data=False,
            verbose=False,
        )
        model = onnx.load(plain)
        del model.graph.value_info[:]  # the exporter's shapes stop the quantiser's shape inference
        onnx.save(model, plain)
        quantize_dynamic(
            plain, target, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm"]
        )
    # The runtime maps a file of its own into memory, and only the rows that occur are ever read.
    weights = target.with_name(f"{target.name}.data")
    weights.unlink(missing_ok=True)
    model = onnx.load(target)
    for node in model.graph.node:
        del node.metadata_props[:]  # names of this machine's files
    onnx.save_model(model, target, save_as_external_data=True, location=weights.name, size_threshold=1024)
