from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnx.helper as oh
import pytest
import torch

from runtime import Graph, GraphSpec, RuntimeRoomError, TensorSpec, devices, open_runtime, require_as_asked, sessions
from runtime.eager import EagerSession, open_reference

SPEC = GraphSpec(
    "nlu.double",
    inputs=(TensorSpec("x", "float32", ("batch", 3)), TensorSpec("y", "float32", ("batch", 1))),
    outputs=(TensorSpec("sum", "float32", ("batch", 3)), TensorSpec("twice", "float32", ("batch", 3))),
)
ONE = {"x": np.array([[1.0, 2.0, 3.0]], np.float32), "y": np.array([[10.0]], np.float32)}


class Double(torch.nn.Module):
    def forward(self, x: Any, y: Any) -> Any:
        return x + y, 2 * x


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    model = oh.make_model(
        oh.make_graph(
            [oh.make_node("Add", ["x", "y"], ["sum"]), oh.make_node("Add", ["x", "x"], ["twice"])],
            "double",
            [oh.make_tensor_value_info(t.name, onnx.TensorProto.FLOAT, t.shape) for t in SPEC.inputs],
            [oh.make_tensor_value_info(t.name, onnx.TensorProto.FLOAT, t.shape) for t in SPEC.outputs],
        ),
        opset_imports=[oh.make_opsetid("", 17)],
        ir_version=8,
    )
    onnx.save(model, tmp_path / "double.onnx")
    return Graph(SPEC, onnx=tmp_path / "double.onnx", module=Double)


def refused(graph: Graph, feeds: Mapping[str, Any]) -> str:
    with pytest.raises(RuntimeRoomError) as caught:
        open_runtime(graph, "cpu").run(feeds)
    assert caught.value.code == "runtime.input"
    return caught.value.message


def test_the_exported_file_gives_what_the_module_gives(graph: Graph) -> None:
    got, want = open_runtime(graph, "cpu").run(ONE), open_reference(graph).run(ONE)
    assert list(got) == ["sum", "twice"]
    for name in want:
        np.testing.assert_array_equal(got[name], want[name])


def test_a_graph_without_a_file_runs_as_a_module(graph: Graph) -> None:
    session = open_runtime(Graph(SPEC, module=Double))
    assert "torch" in session.choice.device
    np.testing.assert_array_equal(session.run(ONE)["twice"], 2 * ONE["x"])


def test_half_precision_is_close_to_the_reference() -> None:
    spec = GraphSpec("a.b", (TensorSpec("x", "float32", (1, 64)),), (TensorSpec("y", "float32", (1, 8)),), half=True)
    torch.manual_seed(0)
    module = torch.nn.Sequential(torch.nn.Linear(64, 64), torch.nn.LayerNorm(64), torch.nn.Linear(64, 8)).eval()
    given = {"x": np.random.default_rng(0).standard_normal((1, 64)).astype(np.float32)}
    choice = open_reference(Graph(spec, module=lambda: module)).choice
    exact, half = (EagerSession(spec, choice, module, half).run(given)["y"] for half in (False, True))
    assert half.dtype == np.float32
    assert 0 < np.abs(half - exact).max() < 0.03


def test_auto_is_no_fallback(graph: Graph) -> None:
    choice = open_runtime(graph, "auto").choice
    assert (choice.asked, choice.got, choice.fell_back) == ("auto", "cpu", False)


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has a CUDA device")
def test_a_device_that_is_not_there_falls_back_and_says_why(graph: Graph) -> None:
    choice = open_runtime(graph, "cuda").choice
    assert (choice.asked, choice.got, choice.fell_back) == ("cuda", "cpu", True)
    assert choice.why.startswith("runtime 'cuda' is not available: torch ")


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has a CUDA device")
def test_a_device_that_is_not_there_fails_at_once_when_strict(graph: Graph) -> None:
    with pytest.raises(RuntimeRoomError) as caught:
        open_runtime(graph, "cuda", strict=True)
    assert caught.value.code == "runtime.unavailable"
    assert caught.value.message.startswith("stage nlu: runtime 'cuda' is not available: torch ")


def test_open_sessions_are_known_until_they_are_let_go(graph: Graph) -> None:
    before = len(sessions())
    session = open_runtime(graph)
    assert sessions()[-1] is session
    del session
    assert len(sessions()) == before


@pytest.mark.skipif(torch.cuda.is_available(), reason="this machine has a CUDA device")
def test_a_stage_that_fell_back_can_be_refused_afterwards(graph: Graph) -> None:
    session = open_runtime(graph, "cuda")
    require_as_asked("asr", "cuda")
    with pytest.raises(RuntimeRoomError, match="stage nlu: runtime 'cuda' is not available: torch") as caught:
        require_as_asked("nlu", "cuda")
    assert caught.value.code == "runtime.unavailable"
    del session


def test_a_device_nobody_knows_is_named_beside_the_known(graph: Graph) -> None:
    with pytest.raises(RuntimeRoomError, match="auto, cpu, cuda, fixed") as caught:
        open_runtime(graph, "tpu")  # type: ignore[arg-type]
    assert caught.value.code == "runtime.unknown"


def test_every_device_is_reported_and_what_is_missing_has_a_reason() -> None:
    reports = devices()
    assert [report.device for report in reports] == ["cpu", "cuda", "fixed"]
    assert reports[0].available
    assert all(report.available or report.why for report in reports)


def test_inputs_that_do_not_fit_are_named_with_expected_and_got(graph: Graph) -> None:
    assert refused(graph, {"x": ONE["x"]}) == "nlu.double: input 'y' is missing."
    assert "input 'z' is not one of 'x', 'y'" in refused(graph, ONE | {"z": ONE["x"]})
    wrong_shape = refused(graph, ONE | {"x": np.zeros((1, 4), np.float32)})
    assert "input 'x' must be float32 (batch, 3), got float32 (1, 4)" in wrong_shape
    assert "got float64 (1, 3)" in refused(graph, ONE | {"x": np.zeros((1, 3))})


def test_a_free_axis_has_one_size_in_a_run(graph: Graph) -> None:
    said = refused(graph, {"x": np.zeros((2, 3), np.float32), "y": np.zeros((3, 1), np.float32)})
    assert "input 'y' has batch = 3, where another input has 2" in said


def test_a_file_that_is_no_network_is_corrupt(tmp_path: Path, graph: Graph) -> None:
    assert graph.onnx is not None
    whole = graph.onnx.read_bytes()
    for broken in (b"", b"no network at all", whole[: len(whole) // 2]):
        (tmp_path / "broken.onnx").write_bytes(broken)
        (tmp_path / "broken.ort").write_bytes(broken)
        for name in ("broken.onnx", "broken.ort"):
            with pytest.raises(RuntimeRoomError) as caught:
                open_runtime(Graph(SPEC, onnx=tmp_path / name))
            assert caught.value.code == "model.corrupt"


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeRoomError) as caught:
        open_runtime(Graph(SPEC, onnx=tmp_path / "absent.onnx"))
    assert caught.value.code == "model.missing"


def test_a_spec_with_other_names_than_the_file_is_a_mismatch(graph: Graph) -> None:
    other = GraphSpec("nlu.double", (TensorSpec("a", "float32", (1,)),), SPEC.outputs)
    with pytest.raises(RuntimeRoomError, match="has no input") as caught:
        open_runtime(Graph(other, onnx=graph.onnx))
    assert caught.value.code == "graph.mismatch"


def test_a_graph_in_no_form_is_unavailable() -> None:
    with pytest.raises(RuntimeRoomError, match="neither an exported file nor a module") as caught:
        open_runtime(Graph(SPEC))
    assert caught.value.code == "runtime.unavailable"
