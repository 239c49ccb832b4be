"""The shipped file and the module made from it are the same network."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from lab.nlu.training.export import export
from nlu.card import Card
from nlu.errors import NluError
from nlu.exported import build_student
from nlu.network import StudentNetwork
from nlu.pieces import PieceTokenizer
from nlu.scope import ScopedNetwork
from nlu.shape import StudentShape
from nlu.student import MODEL, student_spec
from runtime import Graph, open_runtime, probe
from runtime.eager import open_reference
from runtime.graph import Array

SMALL = StudentShape(pieces=300, intents=5, slots=7, depth=2, heads=2, hidden=64, intermediate=128, embedding=64)


SAID = (
    "wake me up at seven tomorrow",
    "wie wird das wetter in berlin",
    "明日の天気を教えて",
    "قم بتشغيل الموسيقى في المطبخ",
)


def trained(shape: StudentShape) -> ScopedNetwork:
    """A network in which no weight is zero, as after training; the exporter leaves out biases that are."""
    torch.manual_seed(3)
    network = ScopedNetwork(StudentNetwork(shape)).eval()
    network.scope.weigh(torch.randn(shape.pieces))
    with torch.no_grad():
        for weights in network.parameters():
            weights += 0.05 * torch.randn_like(weights)
    return network


def feeds(length: int, pieces: int) -> dict[str, Array]:
    ids = np.random.default_rng(length).integers(1, pieces, (1, length))
    return {"ids": ids, "mask": np.ones((1, length), np.float32)}


@pytest.mark.parametrize("bits", [4, 8])
def test_the_module_has_the_weights_of_the_file(tmp_path: Path, bits: int) -> None:
    shape = replace(SMALL, embedding_bits=bits)
    network = trained(shape)
    export(network, tmp_path / "student.onnx")
    given = feeds(9, 300)
    card = Card(shape, locales=(), temperature=1.0, refuse_below=0.0, files={})
    session = open_runtime(Graph(student_spec(card), tmp_path / "student.onnx"), "cpu")
    tensors = [torch.from_numpy(array) for array in given.values()]
    with torch.inference_mode():
        wanted, found = network(*tensors), build_student(tmp_path / "student.onnx", shape)(*tensors)
        for want, got, ran in zip(wanted, found, session.run(given).values(), strict=True):
            assert (want - got).abs().max() < 0.02 * want.abs().max() + 0.005
            assert np.abs(want.numpy() - ran).mean() < 0.05 * want.abs().max() + 0.005, "8-bit activations"


def test_a_file_of_other_sizes_is_refused(tmp_path: Path) -> None:
    export(trained(SMALL), tmp_path / "student.onnx")
    with pytest.raises(NluError) as caught:
        build_student(tmp_path / "student.onnx", replace(SMALL, intents=6))
    assert caught.value.code == "model.corrupt"


@pytest.mark.skipif(not MODEL.exists(), reason="the package ships no model yet")
@pytest.mark.parametrize("device", ["cpu", "fixed", "cuda"])
@pytest.mark.parametrize("length", [1, 6, 7, 8, 18, 19, 36, 37, 96])
def test_every_runtime_decides_as_the_reference_does(device: str, length: int) -> None:
    if not probe(device).available:
        pytest.skip(probe(device).why)
    card = Card.load(MODEL)
    path = MODEL / "student.onnx"
    graph = Graph(student_spec(card), path, lambda: build_student(path, card.shape))
    reference, runtime = open_reference(graph), open_runtime(graph, device, strict=True)
    wishes = [opening(length, text) for text in SAID if length > 2]  # the marks alone wish nothing
    for given in (feeds(length, card.shape.pieces), *wishes):
        want, got = reference.run(given), runtime.run(given)
        for name in want:
            assert got[name].shape == want[name].shape
            large = max(np.abs(want[name]).max(), 8.0)  # as logits usually are
            assert np.abs(got[name] - want[name]).mean() < 0.05 * large, "8-bit activations"
        # Noise means nothing, so two intents may be as good as one another there.
        chosen = want["intent"][0, got["intent"].argmax()]
        assert want["intent"].max() - chosen < 0.05 * max(np.abs(want["intent"]).max(), 8.0)
    for given in wishes:
        assert runtime.run(given)["intent"].argmax() == reference.run(given)["intent"].argmax(), given


def opening(length: int, text: str) -> dict[str, Array]:
    """The first pieces of something said often enough to fill them."""
    ids = PieceTokenizer(MODEL / "pieces.safetensors").encode(" ".join([text] * 24)).ids
    return {"ids": np.array([[*ids[: length - 1], ids[-1]]]), "mask": np.ones((1, length), np.float32)}


@pytest.mark.skipif(not probe("fixed").available, reason=probe("fixed").why)
@pytest.mark.parametrize(("quantised", "group"), [(True, 192), (False, 0)])
def test_what_was_compiled_before_computes_the_same(tmp_path: Path, quantised: bool, group: int) -> None:
    from runtime.openvino_program import compile_program

    graph = Graph(replace(student_spec(Card.load(MODEL)), quantised_activations=quantised), MODEL / "student.onnx")
    feeds = {"ids": np.arange(3, 14, dtype=np.int32)[None], "mask": np.ones((1, 11), np.float32)}
    first, second = (compile_program(graph, (1, 11), 1, tmp_path).run(feeds) for _ in range(2))
    assert [file.name.endswith(f".g{group}.blob") for file in tmp_path.iterdir()] == [True]
    for name in first:
        np.testing.assert_array_equal(first[name], second[name])
