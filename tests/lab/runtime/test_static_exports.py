from pathlib import Path

import onnx
import pytest
import torch

from lab.graphs.export import export
from lab.runtime.static_exports import static_exports
from runtime import Graph, GraphSpec, RuntimeRoomError, TensorSpec

SPEC = GraphSpec(
    "nlu.tiny",
    inputs=(TensorSpec("x", "float32", (1, "length", 4)),),
    outputs=(TensorSpec("y", "float32", (1, "length", 2)),),
    buckets={"length": (3, 6)},
)


def dimensions(path: Path) -> list[list[int]]:
    graph = onnx.load(path).graph
    return [[dim.dim_value for dim in value.type.tensor_type.shape.dim] for value in (*graph.input, *graph.output)]


def test_a_network_is_written_once_for_each_bucket_without_a_free_dimension(tmp_path: Path) -> None:
    export(torch.nn.Linear(4, 2), SPEC, tmp_path / "free.onnx")
    paths = static_exports(Graph(SPEC, onnx=tmp_path / "free.onnx"), tmp_path / "static")
    assert [path.name for path in paths] == ["nlu.tiny-3.static.onnx", "nlu.tiny-6.static.onnx"]
    assert [dimensions(path) for path in paths] == [[[1, 3, 4], [1, 3, 2]], [[1, 6, 4], [1, 6, 2]]]


def test_a_graph_in_no_form_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(RuntimeRoomError) as caught:
        static_exports(Graph(SPEC), tmp_path)
    assert caught.value.code == "graph.mismatch"
