"""One network for several sizes that share their weights: equal to the reference, static, and kept on disk."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
import torch

from lab.graphs.export import export
from runtime import Graph, GraphSpec, RuntimeRoomError, TensorSpec
from runtime.background import settle
from runtime.bucketed import BucketedSession
from runtime.buckets import all_sizes
from runtime.eager import open_reference
from runtime.fixed import Fixed
from runtime.graph import Array
from runtime.session import Choice

pytest.importorskip("openvino", reason="the extra 'fixed' is not installed")
CHOICE = Choice("fixed", "fixed", "test", fell_back=False, why="as asked")
WIDE = 1024
SPEC = GraphSpec(
    "nlu.writer",
    inputs=(TensorSpec("ids", "int64", (1, "length")), TensorSpec("mask", "float32", (1, "length"))),
    outputs=(TensorSpec("tags", "float32", (1, "length", 4)), TensorSpec("pooled", "float32", (1, WIDE))),
    buckets={"length": (2, 3, 5, 8)},
    by_turns=True,
)


class Writer(torch.nn.Module):
    """Attention over pieces with a mask, and matrices large enough to tell whether there is more than one of each."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(3)
        self.pieces = torch.nn.Embedding(50, WIDE)
        self.mix = torch.nn.Linear(WIDE, 3 * WIDE)
        self.tag = torch.nn.Linear(WIDE, 4)

    def forward(self, ids: Any, mask: Any) -> Any:
        query, key, value = self.mix(self.pieces(ids))[:, None].chunk(3, -1)
        added = (1.0 - mask)[:, None, None, :] * -1e4
        hidden = torch.nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=added)[:, 0]
        return self.tag(hidden), (hidden * mask[..., None]).sum(1) / mask[..., None].sum(1)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    path = tmp_path_factory.mktemp("writer") / "writer.onnx"
    export(Writer().eval(), SPEC, path)
    return Graph(SPEC, path, Writer)


@pytest.fixture(scope="module")
def blobs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("blobs")


def feeds(length: int) -> dict[str, Array]:
    ids = np.random.default_rng(length).integers(1, 50, (1, length))
    return {"ids": ids, "mask": np.ones((1, length), np.float32)}


def opened(graph: Graph, blobs: Path) -> BucketedSession:
    session = Fixed(blobs).open(graph, CHOICE, 1)
    assert isinstance(session, BucketedSession)
    return session


def kept(folder: Path, *parts: str) -> list[Path]:
    """What was compiled: two blobs, of which that of all sizes together has its weights in a file beside it."""
    return sorted(path for path in folder.iterdir() if path.suffix in parts)


def test_every_branch_equals_the_reference_whatever_ran_before(graph: Graph, blobs: Path) -> None:
    session, reference = opened(graph, blobs), open_reference(graph)
    settle()
    for length in (1, 8, 2, 7, 3, 8, 4, 1, 5, 6, 2):
        want, got = reference.run(feeds(length)), session.run(feeds(length))
        for name in want:
            np.testing.assert_allclose(got[name], want[name], atol=1e-5)


def test_a_branch_takes_its_own_shape_alone(graph: Graph, blobs: Path) -> None:
    from runtime.openvino_program import compile_programs

    programs = compile_programs(graph, all_sizes(SPEC), 1, blobs)
    assert list(programs) == [(2,), (3,), (5,), (8,)]
    for (length,), program in programs.items():
        assert program.run(feeds(length))["tags"].shape == (1, length, 4)
        for other in {2, 3, 5, 8} - {length}:
            with pytest.raises(RuntimeRoomError) as caught:
                program.run(feeds(other))
            assert caught.value.code == "runtime.input"


def test_no_dimension_of_any_branch_is_free(graph: Graph) -> None:
    from runtime.branches import branched
    from runtime.openvino_network import read_network

    assert graph.onnx
    network = read_network(SPEC, graph.onnx)
    tree = branched([network.of(sizes) for sizes in all_sizes(SPEC)])
    models, leaves = [tree], 0
    while models:
        model = models.pop()
        branches = [op for op in model.get_ops() if op.get_type_name() == "If"]
        models += [body for op in branches for body in (op.get_then_body(), op.get_else_body())]
        leaves += not branches
        assert not any(output.partial_shape.is_dynamic for op in model.get_ops() for output in op.outputs())
    assert leaves == 4


def test_all_sizes_have_the_same_weights(graph: Graph, tmp_path: Path) -> None:
    from runtime.openvino_program import compile_program, compile_programs

    for _ in range(2):  # compiled, and then loaded from what was kept
        before = psutil.Process().memory_info().rss
        together = compile_programs(graph, all_sizes(SPEC), 1, tmp_path)
        between = psutil.Process().memory_info().rss
        alone = [compile_program(graph, sizes, 1, tmp_path) for sizes in all_sizes(SPEC)]
        after = psutil.Process().memory_info().rss
        assert len(together) == len(alone)
    assert between - before < (after - between) / 2


def test_what_is_kept_of_all_sizes_has_the_weights_once(graph: Graph, tmp_path: Path) -> None:
    session = opened(graph, tmp_path)
    session.run(feeds(3))
    (weights,) = kept(tmp_path, ".bin")
    (together, alone) = sorted(kept(tmp_path, ".blob"), key=lambda path: path.stat().st_size)
    matrices = sum(parameter.numel() * 4 for parameter in Writer().parameters())
    assert alone.stat().st_size > matrices
    assert weights.stat().st_size > matrices
    assert together.stat().st_size < matrices / 4


def test_the_smallest_size_runs_by_itself_until_all_are_there(graph: Graph, blobs: Path) -> None:
    session, reference = opened(graph, blobs), open_reference(graph)
    for _ in range(2):
        np.testing.assert_allclose(session.run(feeds(2))["tags"], reference.run(feeds(2))["tags"], atol=1e-5)
        settle()


@pytest.mark.parametrize("suffix", [".bin", ".blob"])
@pytest.mark.parametrize("damage", [None, b"", b"damaged", "half"])
def test_what_is_damaged_is_compiled_anew(
    graph: Graph, tmp_path: Path, suffix: str, damage: str | bytes | None
) -> None:
    wanted = {length: opened(graph, tmp_path).run(feeds(length)) for length in (2, 3, 8)}
    for path in kept(tmp_path, suffix):
        whole = path.read_bytes()
        path.unlink()
        if damage is not None:
            path.write_bytes(whole[: len(whole) // 2] if isinstance(damage, str) else damage)
    for length, want in wanted.items():
        np.testing.assert_allclose(opened(graph, tmp_path).run(feeds(length))["tags"], want["tags"], atol=1e-6)


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    session = opened(graph, tmp_path / "taken")
    assert session.run(feeds(7))["tags"].shape == (1, 7, 4)


def test_sizes_that_do_not_come_by_turns_are_compiled_one_by_one(graph: Graph) -> None:
    from runtime.openvino_program import compiled_together

    assert compiled_together(graph) == [((2,),), ((2,), (3,), (5,), (8,))]
    alone = replace(graph, spec=replace(SPEC, by_turns=False))
    assert compiled_together(alone) == [((2,),), ((3,),), ((5,),), ((8,),)]
