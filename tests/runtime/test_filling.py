"""Graphs are shipped without weights; those are filled in from the files that have them."""

import json
import os
import threading
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from onnx import TensorProto, helper
from safetensors.numpy import save_file

from runtime import Graph, GraphSpec, RuntimeRoomError, TensorSpec, open_runtime
from runtime.filling import GRAPH, WEIGHTS, filled
from runtime.graph import Array
from runtime.keeping import WEEK
from runtime.weights import Weights, weights_of

SPEC = GraphSpec("nlu.small", (TensorSpec("x", "float32", (1, 3)),), (TensorSpec("y", "float32", (1, 2)),))
MATRIX = np.arange(6, dtype=np.float32).reshape(2, 3)


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A product with a turned matrix, which is not in it."""
    matrix = TensorProto(name="w", data_type=TensorProto.FLOAT, dims=[3, 2], data_location=TensorProto.EXTERNAL)
    for key, value in (("location", WEIGHTS), ("offset", "64"), ("length", "24")):
        matrix.external_data.add(key=key, value=value)
    given, made = (helper.make_tensor_value_info(one.name, 1, one.shape) for one in (*SPEC.inputs, *SPEC.outputs))
    product = helper.make_node("MatMul", ["x", "w"], ["y"])
    graph = helper.make_graph([product], "small", [given], [made], [matrix])
    path = tmp_path / "nlu.small.onnx"
    path.write_bytes(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)]).SerializeToString())
    part = {"name": "matrix", "turned": True, "shape": [3, 2], "places": {"real": 64}}
    path.with_suffix(".json").write_text(json.dumps({"size": 88, "parts": [part]}))
    return path


def stored(folder: Path, tensors: Mapping[str, Array]) -> Weights:
    path = folder / "small.safetensors"
    save_file(dict(tensors), path)
    return weights_of(path)


def product(network: Path) -> list[float]:
    session = open_runtime(Graph(SPEC, network), "cpu")
    return session.run({"x": np.array([[1, 10, 100]], np.float32)})["y"][0].tolist()


def test_a_network_computes_with_the_weights_that_were_filled_in(shipped: Path, tmp_path: Path) -> None:
    assert product(filled(shipped, [stored(tmp_path, {"matrix": MATRIX})], tmp_path / "kept")) == [210.0, 543.0]


def test_what_was_filled_in_is_used_again(shipped: Path, tmp_path: Path) -> None:
    weights = stored(tmp_path, {"matrix": MATRIX})
    first = filled(shipped, [weights], tmp_path / "kept")
    written = first.stat().st_mtime_ns
    assert filled(shipped, [weights], tmp_path / "kept") == first
    assert first.stat().st_mtime_ns == written


@pytest.mark.parametrize("name", [GRAPH, WEIGHTS])
def test_what_was_damaged_is_filled_in_again(shipped: Path, tmp_path: Path, name: str) -> None:
    weights = stored(tmp_path, {"matrix": MATRIX})
    network = filled(shipped, [weights], tmp_path / "kept")
    network.with_name(name).write_bytes(b"damage")
    assert product(filled(shipped, [weights], tmp_path / "kept")) == [210.0, 543.0]


def test_other_weights_are_another_network(shipped: Path, tmp_path: Path) -> None:
    first = filled(shipped, [stored(tmp_path, {"matrix": MATRIX})], tmp_path / "kept")
    second = filled(shipped, [stored(tmp_path, {"matrix": 2 * MATRIX})], tmp_path / "kept")
    assert first != second and product(second) == [420.0, 1086.0]


def test_what_another_version_left_is_ignored_and_after_a_week_removed(shipped: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    young, old = kept / "nlu.small-0123456789ab", kept / "nlu.small-fedcba987654.onnx"
    young.mkdir(parents=True)
    (young / GRAPH).write_bytes(b"of a newer version")
    old.write_bytes(b"of an older version")
    os.utime(old, (time.time() - WEEK - 60,) * 2)
    assert product(filled(shipped, [stored(tmp_path, {"matrix": MATRIX})], kept)) == [210.0, 543.0]
    assert young.is_dir() and not old.exists()


def test_several_threads_may_fill_in_the_same_network(shipped: Path, tmp_path: Path) -> None:
    weights, made = stored(tmp_path, {"matrix": MATRIX}), list[Path]()
    threads = [
        threading.Thread(target=lambda: made.append(filled(shipped, [weights], tmp_path / "kept"))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 8 and len(set(made)) == 1 and product(made[0]) == [210.0, 543.0]
    assert [path.name for path in (tmp_path / "kept").iterdir()] == [made[0].parent.name]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_cannot_be_written_costs_the_next_start_only(shipped: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir(mode=0o500)
    assert product(filled(shipped, [stored(tmp_path, {"matrix": MATRIX})], kept)) == [210.0, 543.0]


def test_a_folder_that_is_a_file_costs_the_next_start_only(shipped: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_bytes(b"")
    assert product(filled(shipped, [stored(tmp_path, {"matrix": MATRIX})], kept)) == [210.0, 543.0]


@pytest.mark.parametrize("tensors", [{"other": MATRIX}, {"matrix": MATRIX[:1]}])
def test_weights_that_do_not_fit_are_named(shipped: Path, tmp_path: Path, tensors: dict[str, Array]) -> None:
    with pytest.raises(RuntimeRoomError) as caught:
        filled(shipped, [stored(tmp_path, tensors)], tmp_path / "kept")
    assert caught.value.code == "weights.mismatch" and "matrix" in caught.value.message


@pytest.mark.parametrize("content", [b"", b"\xff" * 40, (2).to_bytes(8, "little") + b"[]", b"damage of eight bytes"])
def test_a_file_that_has_no_weights_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.safetensors").write_bytes(content)
    with pytest.raises(RuntimeRoomError) as caught:
        weights_of(tmp_path / "bad.safetensors")
    assert caught.value.code == "model.corrupt"
