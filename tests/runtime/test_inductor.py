"""Fixed shapes by torch's ahead-of-time compiler, where there is a C++ compiler."""

from pathlib import Path

import numpy as np
import pytest
import torch

from runtime import Graph, GraphSpec, RuntimeRoomError, TensorSpec
from runtime.fixed import Fixed
from runtime.inductor_program import cpp_compiler
from runtime.session import Choice

CHOICE = Choice("fixed", "fixed", "machine code", fell_back=False, why="as asked")


class Mixer(torch.nn.Module):
    """Attends over what the mask shows."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(1)
        self.pieces, self.tag = torch.nn.Embedding(20, 8), torch.nn.Linear(8, 3)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        hidden = self.pieces(ids)
        weights = (hidden @ hidden.transpose(1, 2) - 1e4 * (1 - mask[:, None])).softmax(-1)
        return self.tag(weights @ hidden), (hidden * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)


GRAPH = Graph(
    GraphSpec(
        "nlu.mixer",
        inputs=(TensorSpec("ids", "int64", (1, "length")),),
        outputs=(TensorSpec("tags", "float32", (1, "length", 3)), TensorSpec("pooled", "float32", (1, 8))),
        buckets={"length": (6,)},
        mask=TensorSpec("mask", "float32", (1, "length")),
    ),
    module=Mixer,
)


def test_without_openvino_the_probe_says_which_compiler_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    report = Fixed(compiler="inductor").probe()
    assert report.available == bool(cpp_compiler())
    assert (cpp_compiler() in report.description) if report.available else ("no C++ compiler" in report.why)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CXX", raising=False)
    assert "no C++ compiler" in Fixed(compiler="inductor").probe().why


def test_a_network_without_a_module_cannot_be_compiled() -> None:
    published = Graph(GRAPH.spec, onnx=Path("network.onnx"))
    assert Fixed(compiler="inductor").lacks(published) == "nlu.mixer has no module"


@pytest.fixture(scope="module")
def blobs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compiled once: it takes half a minute."""
    return tmp_path_factory.mktemp("compiled")


@pytest.mark.skipif(not cpp_compiler(), reason="no C++ compiler on this machine")
def test_machine_code_gives_what_torch_gives_and_is_kept(blobs: Path) -> None:
    session = Fixed(blobs, "inductor").open(GRAPH, CHOICE, 1)
    for length in (1, 5, 6):
        ids = np.arange(1, length + 1)[None]
        got = session.run({"ids": ids})
        with torch.inference_mode():
            wanted = Mixer()(torch.tensor(ids), torch.ones(1, length))
        np.testing.assert_allclose(got["tags"], wanted[0].numpy(), atol=1e-5)
        np.testing.assert_allclose(got["pooled"], wanted[1].numpy(), atol=1e-5)
    with pytest.raises(RuntimeRoomError) as caught:
        session.run({"ids": np.ones((1, 7), np.int64)})
    assert caught.value.code == "runtime.too_long"
    (package,) = blobs.glob("*.pt2")
    made = package.stat().st_ino
    Fixed(blobs, "inductor").open(GRAPH, CHOICE, 1).run({"ids": np.ones((1, 3), np.int64)})
    assert package.stat().st_ino == made


@pytest.mark.skipif(not cpp_compiler(), reason="no C++ compiler on this machine")
def test_another_shape_is_refused_by_the_program_itself(blobs: Path) -> None:
    from runtime.inductor_program import InductorProgram, compile_inductor

    program = compile_inductor(GRAPH, (6,), 1, blobs)
    assert isinstance(program, InductorProgram)
    with pytest.raises(RuntimeRoomError) as caught:
        program.run({"ids": np.ones((1, 5), np.int64), "mask": np.ones((1, 5), np.float32)})
    assert caught.value.code == "runtime.input"
