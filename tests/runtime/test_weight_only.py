from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime as ort
import pytest
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from runtime.weight_only import group_size, weight_only

X = np.random.default_rng(3).standard_normal((1, 5, 32)).astype(np.float32)


def network(path: Path) -> onnx.ModelProto:
    rng = np.random.default_rng(4)
    weights = [rng.standard_normal(shape).astype(np.float32) for shape in ((32, 64), (64, 8))]
    graph = helper.make_graph(
        [
            helper.make_node("MatMul", ["x", "w0"], ["wide"]),
            helper.make_node("Relu", ["wide"], ["positive"]),
            helper.make_node("MatMul", ["positive", "w1"], ["y"]),
        ],
        "g",
        [helper.make_tensor_value_info("x", onnx.TensorProto.FLOAT, [1, "n", 32])],
        [helper.make_tensor_value_info("y", onnx.TensorProto.FLOAT, [1, "n", 8])],
        [numpy_helper.from_array(array, f"w{place}") for place, array in enumerate(weights)],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, path)
    return model


def run(model: onnx.ModelProto) -> Any:
    return ort.InferenceSession(model.SerializeToString()).run(None, {"x": X})[0]


def kinds(model: onnx.ModelProto) -> list[str]:
    return [node.op_type for node in model.graph.node]


@pytest.mark.parametrize("per_channel", [True, False])
def test_quantised_products_become_products_of_dequantised_weights(tmp_path: Path, per_channel: bool) -> None:
    real = run(network(tmp_path / "real.onnx"))
    quantize_dynamic(tmp_path / "real.onnx", tmp_path / "q.onnx", per_channel=per_channel, weight_type=QuantType.QInt8)
    quantised = onnx.load(tmp_path / "q.onnx")
    rewritten = weight_only(quantised)
    onnx.checker.check_model(rewritten)
    assert kinds(rewritten) == ["DequantizeLinear", "MatMul", "Relu", "DequantizeLinear", "MatMul"]
    assert "MatMulInteger" in kinds(quantised), "the original is left as it was"
    error, before = np.abs(run(rewritten) - real).max(), np.abs(run(quantised) - real).max()
    assert error <= before, "activations are exact now, weights as coarse as they were"


def test_a_product_with_shifted_weights_is_left_alone(tmp_path: Path) -> None:
    network(tmp_path / "real.onnx")
    quantize_dynamic(tmp_path / "real.onnx", tmp_path / "q.onnx", weight_type=QuantType.QUInt8)
    quantised = onnx.load(tmp_path / "q.onnx")
    np.testing.assert_array_equal(run(weight_only(quantised)), run(quantised))


def test_a_network_without_quantised_products_is_unchanged(tmp_path: Path) -> None:
    model = network(tmp_path / "real.onnx")
    assert kinds(weight_only(model)) == kinds(model)


@pytest.mark.parametrize(
    ("rows", "most", "group"), [((96, 384), 192, 96), ((64,), 48, 32), ((40,), 192, 0), ((384, 40, 64), 192, 64)]
)
def test_groups_of_activations_divide_the_rows_of_as_many_weights_as_can_be(
    rows: tuple[int, ...], most: int, group: int
) -> None:
    matrices = [numpy_helper.from_array(np.ones((size, 8), np.int8), f"w{size}") for size in rows]
    nodes = [helper.make_node("DequantizeLinear", [f"w{size}", "scale"], [f"y{size}"]) for size in rows]
    graph = helper.make_graph(nodes, "g", [], [], [*matrices, numpy_helper.from_array(np.ones((40, 40)), "other")])
    assert group_size(helper.make_model(graph), most) == group


def test_a_network_without_matrices_of_eight_bits_needs_no_groups(tmp_path: Path) -> None:
    assert group_size(network(tmp_path / "real.onnx"), 192) == 0
