"""Whisper's networks as a runtime opens them: their shapes, and their files exported beside the weights."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from asr.whisper.ctranslate import read_variables
from asr.whisper.features import BANDS
from runtime import Derived, Graph, GraphSpec, ModelStore, TensorSpec
from runtime.export import exported

if TYPE_CHECKING:
    import torch

    from asr.whisper.networks import Decoder, StepDecoder

_HEAD: Final = 64
_FRAMES: Final = (200, 300, 400, 500, 650, 800, 1200, 2000, 3000)
_STEPS: Final = (300, 1500)
_PLACES: Final = (96, 232)


@dataclass(frozen=True, slots=True)
class Size:
    """The points in which the published models differ.

    Attributes:
        model: Its name in the store.
        layers: Of the decoder.
        heads: Of each attention.
        words: Of the vocabulary.
    """

    model: str
    layers: int
    heads: int
    words: int


TINY_EN: Final = Size("whisper-tiny-en", layers=4, heads=6, words=51864)
BASE: Final = Size("whisper-base", layers=6, heads=8, words=51865)


def encoder_spec(size: Size) -> GraphSpec:
    """Log-mel frames of 10 ms to keys and values for the decoder, steps of 20 ms."""
    return GraphSpec(
        name=f"asr.{size.model}.encoder",
        inputs=(TensorSpec("mel", "float32", (1, BANDS, "frames")),),
        outputs=(TensorSpec("cross", "float32", (size.layers, 2, size.heads, "steps", _HEAD)),),
        buckets={"frames": _FRAMES},
        derived={"steps": Derived("frames", lambda frames: (frames + 1) // 2)},
        mask=TensorSpec("mask", "float32", (1, "frames")),
        half=True,
    )


def decoder_spec(size: Size) -> GraphSpec:
    """Tokens and the cache of those before to the logits of the next."""
    cache = (size.layers, 2, size.heads)
    return GraphSpec(
        name=f"asr.{size.model}.decoder",
        inputs=(
            TensorSpec("tokens", "int64", (1, "tokens")),
            TensorSpec("past", "float32", (*cache, "past", _HEAD)),
            TensorSpec("cross", "float32", (*cache, "steps", _HEAD)),
        ),
        outputs=(
            TensorSpec("logits", "float32", (1, size.words)),
            TensorSpec("present", "float32", (*cache, "present", _HEAD)),
            TensorSpec("attention", "float32", ("tokens", "steps")),
        ),
        unbounded=f"has a cache that grows; asr.{size.model}.step takes its place where sizes are fixed",
    )


def step_spec(size: Size) -> GraphSpec:
    """One token and a cache of fixed size to the logits of the next; see `asr.whisper.networks.StepDecoder`."""
    cache = (size.layers, 2, size.heads)
    return GraphSpec(
        name=f"asr.{size.model}.step",
        inputs=(
            TensorSpec("token", "int64", (1, 1)),
            TensorSpec("place", "int64", (1,)),
            TensorSpec("past", "float32", (*cache, "places", _HEAD)),
            TensorSpec("cross", "float32", (*cache, "steps", _HEAD)),
            TensorSpec("heard", "float32", (1, "steps")),
        ),
        outputs=(
            TensorSpec("logits", "float32", (1, size.words)),
            TensorSpec("new", "float32", (*cache, 1, _HEAD)),
            TensorSpec("attention", "float32", (1, "steps")),
        ),
        buckets={"places": _PLACES, "steps": _STEPS},
        half=True,
    )


def encoder_graph(store: ModelStore, size: Size) -> Graph:
    """The encoder, exported in int8.

    Raises:
        RuntimeRoomError: ``model.missing`` or ``model.corrupt``.
    """
    return _graph(store, size, encoder_spec(size), _encoder)


def decoder_graph(store: ModelStore, size: Size, alignment: Sequence[tuple[int, int]]) -> Graph:
    """The decoder whose cache grows, exported in int8; see `encoder_graph`."""
    return _graph(store, size, decoder_spec(size), partial(_decoder, alignment=alignment))


def step_graph(store: ModelStore, size: Size, alignment: Sequence[tuple[int, int]]) -> Graph:
    """The decoder whose cache has a fixed size, exported in int8; see `encoder_graph`."""
    return _graph(store, size, step_spec(size), partial(_step_decoder, alignment=alignment))


def _graph(store: ModelStore, size: Size, spec: GraphSpec, build: "Callable[[Path], torch.nn.Module]") -> Graph:
    weights, definition = store.path(size.model, "model.bin"), Path(__file__).with_name("networks.py")
    module = partial(build, weights)
    onnx = exported(spec, module, (weights, definition), store.root / "exports", quantised=True)
    return Graph(spec, onnx=onnx, module=module)


def _encoder(weights: Path) -> "torch.nn.Module":
    from asr.whisper.networks import Encoder  # seconds to import, and only an export needs them
    from asr.whisper.weights import build_whisper

    return Encoder(build_whisper(read_variables(weights)))


def _decoder(weights: Path, alignment: Sequence[tuple[int, int]]) -> "Decoder":
    from asr.whisper.networks import Decoder
    from asr.whisper.weights import build_whisper

    return Decoder(build_whisper(read_variables(weights)), alignment)


def _step_decoder(weights: Path, alignment: Sequence[tuple[int, int]]) -> "StepDecoder":
    from asr.whisper.networks import StepDecoder

    return StepDecoder(_decoder(weights, alignment))
