"""The shipped file and the module made from it are the same network."""

from pathlib import Path

import numpy as np
import pytest
import torch

from nlu.card import Card
from nlu.errors import NluError
from nlu.exported import build_student
from nlu.network import StudentNetwork
from nlu.shape import StudentShape
from nlu.student import MODEL, student_spec
from nlu.training.export import export
from runtime import Graph, open_runtime, probe
from runtime.eager import open_reference
from runtime.graph import Array

SMALL = StudentShape(pieces=300, intents=5, slots=7, depth=2, heads=2, hidden=64, intermediate=128, embedding=64)


def trained(shape: StudentShape) -> StudentNetwork:
    """A network in which no weight is zero, as after training; the exporter leaves out biases that are."""
    torch.manual_seed(3)
    network = StudentNetwork(shape).eval()
    with torch.no_grad():
        for weights in network.parameters():
            weights += 0.05 * torch.randn_like(weights)
    return network


def feeds(length: int, pieces: int) -> dict[str, Array]:
    ids = np.random.default_rng(length).integers(1, pieces, (1, length))
    return {"ids": ids, "mask": np.ones((1, length), np.float32)}


@pytest.mark.parametrize("bits", [4, 8])
def test_the_module_has_the_weights_of_the_file(tmp_path: Path, bits: int) -> None:
    shape = SMALL.model_copy(update={"embedding_bits": bits})
    network = trained(shape)
    export(network, tmp_path / "student.onnx")
    given = [torch.from_numpy(array) for array in feeds(9, 300).values()]
    with torch.inference_mode():
        for want, got in zip(network(*given), build_student(tmp_path / "student.onnx", shape)(*given), strict=True):
            assert (want - got).abs().max() < 0.02 * want.abs().max() + 0.005


def test_a_file_of_other_sizes_is_refused(tmp_path: Path) -> None:
    export(trained(SMALL), tmp_path / "student.onnx")
    with pytest.raises(NluError) as caught:
        build_student(tmp_path / "student.onnx", SMALL.model_copy(update={"intents": 6}))
    assert caught.value.code == "model.corrupt"


@pytest.mark.skipif(not MODEL.exists(), reason="the package ships no model yet")
@pytest.mark.parametrize("device", ["cpu", "fixed", "cuda"])
@pytest.mark.parametrize("length", [1, 7, 8, 9, 24, 25, 64, 65])
def test_every_runtime_decides_as_the_reference_does(device: str, length: int) -> None:
    if not probe(device).available:
        pytest.skip(probe(device).why)
    card = Card.load(MODEL)
    path = MODEL / "student.onnx"
    graph = Graph(student_spec(card), path, lambda: build_student(path, card.shape))
    given = feeds(length, card.shape.pieces)
    want, got = open_reference(graph).run(given), open_runtime(graph, device, strict=True).run(given)
    for name in want:
        assert got[name].shape == want[name].shape
        assert np.abs(got[name] - want[name]).mean() < 0.05 * np.abs(want[name]).max(), "8-bit activations"
    assert got["intent"].argmax() == want["intent"].argmax()
