"""The fixed runtime on small real networks: equal to the reference at every bucket's edge, and static to the bone."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from runtime import Derived, Graph, GraphSpec, RuntimeRoomError, TensorSpec
from runtime.bucketed import BucketedSession, Program
from runtime.buckets import Sizes, all_sizes, shape_in
from runtime.eager import open_reference
from runtime.fixed import Fixed
from runtime.graph import Array
from runtime.session import Choice, Session

pytest.importorskip("openvino", reason="the extra 'fixed' is not installed")
CHOICE = Choice("fixed", "fixed", "test", fell_back=False, why="as asked")


class Reader(torch.nn.Module):
    """Attention over pieces with a mask, as a language network has."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(1)
        self.pieces = torch.nn.Embedding(50, 16)
        self.mix = torch.nn.Linear(16, 48)
        self.tag = torch.nn.Linear(16, 4)

    def forward(self, ids: Any, mask: Any) -> Any:
        query, key, value = self.mix(self.pieces(ids))[:, None].chunk(3, -1)
        added = (1.0 - mask)[:, None, None, :] * -1e4
        hidden = torch.nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=added)[:, 0]
        return self.tag(hidden), (hidden * mask[..., None]).sum(1) / mask[..., None].sum(1)


class Shaper(torch.nn.Module):
    """Convolutions over time that double the rate, as a voice has; sees five frames on each side."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(2)
        self.first = torch.nn.Conv1d(3, 8, 7, padding=3)
        self.second = torch.nn.Conv1d(8, 2, 5, padding=2)

    def forward(self, frames: Any, mask: Any) -> Any:
        hidden = torch.tanh(self.first(frames * mask[:, None])) * mask[:, None]
        return self.second(hidden).transpose(1, 2).flatten(1)


READER = Graph(
    GraphSpec(
        "nlu.reader",
        inputs=(TensorSpec("ids", "int64", (1, "length")), TensorSpec("mask", "float32", (1, "length"))),
        outputs=(TensorSpec("tags", "float32", (1, "length", 4)), TensorSpec("pooled", "float32", (1, 16))),
        buckets={"length": (4, 8)},
    ),
    module=Reader,
)
SHAPER = Graph(
    GraphSpec(
        "tts.shaper",
        inputs=(TensorSpec("frames", "float32", (1, 3, "time")),),
        outputs=(TensorSpec("samples", "float32", (1, "twice")),),
        buckets={"time": (12, 20)},
        receptive_field=5,
        long_input="chunk",
        mask=TensorSpec("mask", "float32", (1, "time")),
        derived={"twice": Derived("time", lambda time: 2 * time)},
    ),
    module=Shaper,
)


def reader_feeds(length: int) -> dict[str, Array]:
    ids = np.random.default_rng(length).integers(1, 50, (1, length))
    return {"ids": ids, "mask": np.ones((1, length), np.float32)}


def shaper_feeds(length: int) -> dict[str, Array]:
    return {"frames": np.random.default_rng(length).standard_normal((1, 3, length)).astype(np.float32)}


@pytest.fixture(scope="module")
def blobs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("blobs")


@pytest.fixture(scope="module")
def reader(blobs: Path) -> Session:
    return Fixed(blobs).open(READER, CHOICE, 1)


@pytest.fixture(scope="module")
def shaper(blobs: Path) -> Session:
    return Fixed(blobs).open(SHAPER, CHOICE, 1)


def assert_equal(session: Session, graph: Graph, feeds: Mapping[str, Array]) -> None:
    want, got = open_reference(graph).run(feeds), session.run(feeds)
    for name in want:
        assert got[name].shape == want[name].shape
        np.testing.assert_allclose(got[name], want[name], atol=1e-5)


@pytest.mark.parametrize("length", [1, 3, 4, 5, 7, 8])
def test_masked_attention_equals_the_reference_at_bucket_edges(reader: Session, length: int) -> None:
    assert_equal(reader, READER, reader_feeds(length))


@pytest.mark.parametrize("length", [1, 11, 12, 13, 19, 20, 21, 30, 31, 97])
def test_convolutions_equal_the_reference_at_bucket_edges_and_beyond(shaper: Session, length: int) -> None:
    assert_equal(shaper, SHAPER, shaper_feeds(length))


def test_the_share_of_padding_is_counted(blobs: Path) -> None:
    session = Fixed(blobs).open(READER, CHOICE, 1)
    session.run(reader_feeds(3))
    session.run(reader_feeds(8))
    assert isinstance(session, BucketedSession)
    assert session.padding == 1 - 11 / 12


def test_a_network_that_may_not_be_cut_refuses_a_long_input(reader: Session) -> None:
    with pytest.raises(RuntimeRoomError) as caught:
        reader.run(reader_feeds(9))
    assert caught.value.code == "runtime.too_long"


class Spy:
    """A program that notes every shape that reaches it."""

    def __init__(self, sizes: Sizes, program: Program, seen: set[tuple[Sizes, str, tuple[int, ...]]]) -> None:
        self._sizes, self._program, self._seen = sizes, program, seen

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        self._seen |= {(self._sizes, name, array.shape) for name, array in feeds.items()}
        return self._program.run(feeds)


@pytest.mark.parametrize(("graph", "feed"), [(READER, reader_feeds), (SHAPER, shaper_feeds)])
def test_a_fixed_program_never_sees_another_shape(graph: Graph, feed: Any, blobs: Path) -> None:
    from runtime.openvino_program import compile_program

    seen: set[tuple[Sizes, str, tuple[int, ...]]] = set()
    programs = {sizes: Spy(sizes, compile_program(graph, sizes, 1, blobs), seen) for sizes in all_sizes(graph.spec)}
    session = BucketedSession(graph.spec, CHOICE, programs)
    longest = 50 if graph.spec.long_input == "chunk" else 8
    for length in range(1, longest + 1):
        session.run(feed(length))
    compiled = {
        (sizes, tensor.name, shape_in(graph.spec, tensor, sizes))
        for sizes in all_sizes(graph.spec)
        for tensor in graph.spec.fed
    }
    assert seen == compiled


def test_another_shape_is_refused_by_the_program_itself(blobs: Path) -> None:
    from runtime.openvino_program import compile_program

    with pytest.raises(RuntimeRoomError) as caught:
        compile_program(READER, (4,), 1, blobs).run(reader_feeds(5))
    assert caught.value.code == "runtime.input"


def test_compiled_blobs_are_kept_used_again_and_survive_damage(tmp_path: Path) -> None:
    first = Fixed(tmp_path).open(READER, CHOICE, 1)
    first.run(reader_feeds(3))
    first.run(reader_feeds(7))
    blobs = sorted(tmp_path.glob("*.blob"))
    assert len(blobs) == 2
    made = {blob: blob.stat().st_ino for blob in blobs}
    second = Fixed(tmp_path).open(READER, CHOICE, 1)
    second.run(reader_feeds(3))
    second.run(reader_feeds(7))
    assert {blob: blob.stat().st_ino for blob in sorted(tmp_path.glob("*.blob"))} == made
    for damage in (b"", b"damaged", blobs[0].read_bytes()[:5000]):
        for blob in blobs:
            blob.unlink()
            blob.write_bytes(damage)
        again = Fixed(tmp_path).open(READER, CHOICE, 1)
        np.testing.assert_array_equal(again.run(reader_feeds(3))["tags"], first.run(reader_feeds(3))["tags"])


def test_other_weights_are_never_served_from_an_old_blob(tmp_path: Path) -> None:
    def scaled() -> torch.nn.Module:
        module = Reader()
        with torch.no_grad():
            module.tag.weight *= 2
            module.tag.bias *= 2
        return module

    old = Fixed(tmp_path).open(READER, CHOICE, 1).run(reader_feeds(4))["tags"]
    new = Fixed(tmp_path).open(Graph(READER.spec, module=scaled), CHOICE, 1).run(reader_feeds(4))["tags"]
    np.testing.assert_allclose(new, 2 * old, rtol=1e-4)


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    from runtime.openvino_program import compile_program
    from runtime.static_export import static_onnx

    exported = Graph(READER.spec, onnx=static_onnx(READER, (4,), tmp_path))
    (tmp_path / "taken").write_text("a file where the folder should be")
    program = compile_program(exported, (4,), 1, tmp_path / "taken")
    assert program.run(reader_feeds(4))["pooled"].shape == (1, 16)


@pytest.mark.parametrize(
    ("spec", "why"),
    [
        (GraphSpec("a.b", (TensorSpec("x", "float32", ("n",)),), ()), "names no sizes for its free axes"),
        (
            GraphSpec(
                "a.b",
                (TensorSpec("x", "float32", ("n",)),),
                (),
                {"n": (10,)},
                receptive_field=5,
                long_input="chunk",
            ),
            "no longer than its context",
        ),
    ],
)
def test_a_graph_that_cannot_be_fixed_says_why(spec: GraphSpec, why: str) -> None:
    assert why in Fixed().lacks(Graph(spec, module=Reader))


def test_ort_format_alone_cannot_be_compiled() -> None:
    assert "neither an .onnx file nor a module" in Fixed().lacks(Graph(READER.spec, onnx=Path("x.ort")))
