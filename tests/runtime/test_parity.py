"""The comparison finds what differs, and nothing else."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from lab.graphs.export import export
from runtime import Graph, GraphSpec, TensorSpec
from runtime.open import BACKENDS, graphs, open_runtime, recording
from runtime.parity import EXACT, Parity, compare, edges, feeds

SPEC = GraphSpec(
    "nlu.mixer",
    inputs=(TensorSpec("ids", "int64", (1, "length")), TensorSpec("mask", "float32", (1, "length"))),
    outputs=(TensorSpec("mixed", "float32", (1, "length", 4)),),
    buckets={"length": (4, 8)},
)


class Mixer(torch.nn.Module):
    def __init__(self, shift: float = 0.0) -> None:
        super().__init__()
        torch.manual_seed(3)
        self.pieces, self.shift = torch.nn.Embedding(80, 4), shift

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        return (self.pieces(ids) + self.shift) * mask[..., None]


def found(graph: Graph) -> dict[str, Parity]:
    return {one.device: one for one in compare(graph, BACKENDS)}


def test_equal_forms_are_equal_at_every_edge(tmp_path: Path) -> None:
    export(Mixer(), SPEC, tmp_path / "mixer.onnx")
    results = found(Graph(SPEC, tmp_path / "mixer.onnx", Mixer))
    assert results["cpu"].sizes == ((3,), (4,), (5,), (8,))
    assert all(one.equal for one in results.values())
    assert results["cpu"].noise < EXACT < 0.1 < results["cpu"].apart


def test_a_form_that_differs_is_found(tmp_path: Path) -> None:
    export(Mixer(shift=0.1), SPEC, tmp_path / "mixer.onnx")
    cpu = found(Graph(SPEC, tmp_path / "mixer.onnx", Mixer))["cpu"]
    assert not cpu.equal and 0.01 < cpu.noise < 0.2


def test_real_inputs_are_compared_beside_noise(tmp_path: Path) -> None:
    export(Mixer(shift=0.1), SPEC, tmp_path / "mixer.onnx")
    given = feeds(SPEC, (6,)) | {"mask": np.zeros((1, 6), np.float32)}
    (cpu, *_) = compare(Graph(SPEC, tmp_path / "mixer.onnx", Mixer), BACKENDS, [given])
    assert (cpu.samples, cpu.real) == (1, 0.0) and cpu.noise > 0.01


def test_networks_keep_some_of_what_they_are_given() -> None:
    with recording() as samples:
        session = open_runtime(Graph(SPEC, module=Mixer))
        for _ in range(40):
            session.run(feeds(SPEC, (5,)))
    assert len(samples["nlu.mixer"]) == 6
    open_runtime(Graph(SPEC, module=Mixer)).run(feeds(SPEC, (5,)))
    assert len(samples["nlu.mixer"]) == 6


def test_a_runtime_that_cannot_be_tried_says_why(tmp_path: Path) -> None:
    export(Mixer(), SPEC, tmp_path / "mixer.onnx")
    assert found(Graph(SPEC, tmp_path / "mixer.onnx"))["cpu"].why_not == "it is the reference itself"


def test_inputs_are_the_same_each_time_and_fit_the_network() -> None:
    first, second = feeds(SPEC, (5,)), feeds(SPEC, (5,))
    assert np.array_equal(first["ids"], second["ids"]) and first["mask"].tolist() == [[1.0] * 5]
    assert list(edges(SPEC)) == [(3,), (4,), (5,), (8,)]


def test_the_networks_that_are_open_are_known_once(tmp_path: Path) -> None:
    graph = Graph(SPEC, module=Mixer)
    held = [open_runtime(graph), open_runtime(graph)]
    assert [one for one in graphs() if one.spec.name == "nlu.mixer"] == [graph]
    held.clear()
    assert graph not in graphs()


def test_logits_are_the_same_with_a_number_added_to_all(tmp_path: Path) -> None:
    spec = replace(SPEC, outputs=(replace(SPEC.outputs[0], name="logits"),))
    export(Mixer(shift=5.0), spec, tmp_path / "mixer.onnx")
    assert found(Graph(spec, tmp_path / "mixer.onnx", Mixer))["cpu"].equal
