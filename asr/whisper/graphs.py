"""Whisper's networks as a runtime opens them: their shapes, and their graphs with the published weights filled in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from asr.whisper.features import BANDS
from runtime import Derived, Graph, GraphSpec, ModelStore, TensorSpec
from runtime.filling import filled
from runtime.graph import Array

if TYPE_CHECKING:
    import torch

    from asr.whisper.networks import Decoder, StepDecoder

EXPORTED: Final = Path(__file__).parents[1] / "exported"
Tensors = Mapping[str, Array]
Alignment = Sequence[tuple[int, int]]

_HEAD: Final = 64
_FRAMES: Final = (200, 300, 400, 500, 650, 800, 1200, 2000, 3000)
_STEPS: Final = (300, 1500)
_PLACES: Final = (96, 232)


@dataclass(frozen=True, slots=True)
class WhisperSize:
    """The points in which the published models differ.

    Attributes:
        model: Its name in the store.
        layers: Of the decoder.
        heads: Of each attention.
        words: Of the vocabulary.
        alignment: (layer, head) of the attention heads that follow the speech, as its makers published them.
    """

    model: str
    layers: int
    heads: int
    words: int
    alignment: Alignment


_LOOKING_TINY: Final = ((1, 0), (2, 0), (2, 5), (3, 0), (3, 1), (3, 2), (3, 3), (3, 4))
_LOOKING_BASE: Final = ((3, 1), (4, 2), (4, 3), (4, 7), (5, 1), (5, 2), (5, 4), (5, 6))
TINY_EN: Final = WhisperSize("whisper-tiny-en", layers=4, heads=6, words=51864, alignment=_LOOKING_TINY)
BASE: Final = WhisperSize("whisper-base", layers=6, heads=8, words=51865, alignment=_LOOKING_BASE)


def encoder_spec(size: WhisperSize) -> GraphSpec:
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


def decoder_spec(size: WhisperSize) -> GraphSpec:
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


def step_spec(size: WhisperSize) -> GraphSpec:
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


def encoder_graph(store: ModelStore, size: WhisperSize) -> Graph:
    """The encoder, in int8.

    Raises:
        RuntimeRoomError: ``model.missing`` or ``model.corrupt``.
    """
    return _graph(store, size, encoder_spec(size), build_encoder)


def decoder_graph(store: ModelStore, size: WhisperSize) -> Graph:
    """The decoder whose cache grows, in int8; see `encoder_graph`."""
    return _graph(store, size, decoder_spec(size), partial(build_decoder, alignment=size.alignment))


def step_graph(store: ModelStore, size: WhisperSize) -> Graph:
    """The decoder whose cache has a fixed size, in int8; see `encoder_graph`."""
    return _graph(store, size, step_spec(size), partial(build_step_decoder, alignment=size.alignment))


def _graph(
    store: ModelStore, size: WhisperSize, spec: GraphSpec, build: "Callable[[Tensors], torch.nn.Module]"
) -> Graph:
    weights = store.weights(size.model, "model.bin")
    return Graph(spec, filled(EXPORTED / f"{spec.name}.onnx", [weights], store.filled), partial(build, weights))


def build_encoder(weights: Tensors) -> "torch.nn.Module":
    """The encoder as a torch module."""
    from asr.whisper.networks import Encoder  # needs torch, which the exported graph does not
    from asr.whisper.weights import build_whisper

    return Encoder(build_whisper(weights))


def build_decoder(weights: Tensors, alignment: Alignment) -> "Decoder":
    """The decoder whose cache grows, as a torch module."""
    from asr.whisper.networks import Decoder
    from asr.whisper.weights import build_whisper

    return Decoder(build_whisper(weights), alignment)


def build_step_decoder(weights: Tensors, alignment: Alignment) -> "StepDecoder":
    """The decoder whose cache has a fixed size, as a torch module."""
    from asr.whisper.networks import StepDecoder

    return StepDecoder(build_decoder(weights, alignment))
