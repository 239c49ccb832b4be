"""Moonshine for devices that want every size beforehand: its graphs, and a decoder whose cache has a fixed size."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from runtime import Derived, Device, Graph, GraphSpec, ModelStore, Session, TensorSpec, open_runtime
from runtime.filling import filled
from runtime.graph import Array
from runtime.weights import Weights

if TYPE_CHECKING:
    import torch

EXPORTED: Final = Path(__file__).with_name("exported")
FILES: Final = ("encoder_model.ort", "decoder_model_merged.ort")
_RATE: Final = 16000
_SECONDS: Final = (2, 4, 6, 9, 14, 26)
_LISTENED: Final = (9, 26)
_PLACES: Final = (64, 192)
_VOCABULARY: Final = 32768


@dataclass(frozen=True, slots=True)
class Shape:
    """A model in the store, and its sizes."""

    model: str
    width: int
    heads: int
    layers: int

    @property
    def head(self) -> int:
        """Features of a head."""
        return self.width // self.heads


def frames(samples: int) -> int:
    """How many frames the encoder makes of so many samples; each needs all the samples it is made of."""
    return ((((samples - 127) // 64 + 1) - 7) // 3 + 1 - 3) // 2 + 1


def encoder_spec(shape: Shape) -> GraphSpec:
    """Waveform to the keys and values that the decoder listens to."""
    return GraphSpec(
        name=f"asr.{shape.model}.speech",
        inputs=(TensorSpec("samples", "float32", (1, "samples")),),
        outputs=(_speech("keys", shape), _speech("values", shape)),
        buckets={"samples": tuple(_RATE * seconds for seconds in _SECONDS)},
        derived={"frames": Derived("samples", frames)},
        mask=TensorSpec("mask", "float32", (1, "samples")),
        half=True,
        quantised_activations=False,  # 8 bits cost two words in four hundred
    )


def decoder_spec(shape: Shape) -> GraphSpec:
    """One token to the logits of the next; see `asr.moonshine_network.TextDecoder`."""
    cache = (shape.layers, shape.heads, "places", shape.head)
    new = (shape.layers, shape.heads, 1, shape.head)
    return GraphSpec(
        name=f"asr.{shape.model}.text",
        inputs=(
            TensorSpec("token", "int64", (1, 1)),
            TensorSpec("place", "float32", (1,)),
            TensorSpec("keys", "float32", cache),
            TensorSpec("values", "float32", cache),
            _speech("speech_keys", shape),
            _speech("speech_values", shape),
            TensorSpec("speech", "float32", (1, "frames")),
        ),
        outputs=(
            TensorSpec("logits", "float32", (1, _VOCABULARY)),
            TensorSpec("new_keys", "float32", new),
            TensorSpec("new_values", "float32", new),
        ),
        buckets={"places": _PLACES, "frames": tuple(frames(_RATE * seconds) for seconds in _LISTENED)},
        half=True,
    )


def _speech(name: str, shape: Shape) -> TensorSpec:
    return TensorSpec(name, "float32", (shape.layers, shape.heads, "frames", shape.head))


class StaticMoonshine:
    """Both networks of a model on a fixed-shape device."""

    def __init__(self, encoder: Session, decoder: Session) -> None:
        self._encoder = encoder
        self._decoder = decoder

    def listen(self, samples: Array, limit: int) -> "StaticDecoder":
        """A decoder of ``samples`` (n,) at 16 kHz that gives at most ``limit`` tokens."""
        heard = self._encoder.run({"samples": samples[None]})
        return StaticDecoder(self._decoder, heard["keys"], heard["values"], limit)


@dataclass(frozen=True, slots=True)
class Cache:
    """What the decoder remembers of the tokens it has read.

    Attributes:
        keys: (layers, heads, places, head), filled up to ``place``.
        values: The same.
        place: Tokens read.
    """

    keys: Array
    values: Array
    place: int

    def followed_by(self, keys: Array, values: Array) -> "Cache":
        """A cache with one token more, given its keys and values (layers, heads, 1, head)."""
        longer = Cache(self.keys.copy(), self.values.copy(), self.place + 1)
        longer.keys[:, :, self.place] = keys[:, :, 0]
        longer.values[:, :, self.place] = values[:, :, 0]
        return longer


class StaticDecoder:
    """The decoder for one utterance: its arrays have bucket sizes from the start, so that no step pads them."""

    def __init__(self, session: Session, keys: Array, values: Array, limit: int) -> None:
        self._session = session
        buckets = session.spec.buckets
        width = _bucket(keys.shape[2], buckets["frames"])
        listened = np.zeros((1, width), np.float32)
        listened[:, : keys.shape[2]] = 1.0
        self._speech = {
            "speech_keys": _grown(keys, width),
            "speech_values": _grown(values, width),
            "speech": listened,
        }
        layers, heads, _, head = keys.shape
        empty = np.zeros((layers, heads, _bucket(limit, buckets["places"]), head), np.float32)
        self._empty = Cache(empty, empty, 0)

    def step(self, tokens: Sequence[int], state: Cache | None) -> tuple[Array, Cache]:
        """See `asr.decoding.Decoder.step`."""
        cache = state or self._empty
        for token in tokens:
            outputs = self._session.run(
                {
                    "token": np.array([[token]], np.int64),
                    "place": np.array([cache.place], np.float32),
                    "keys": cache.keys,
                    "values": cache.values,
                    **self._speech,
                }
            )
            cache = cache.followed_by(outputs["new_keys"], outputs["new_values"])
        logits: Array = outputs["logits"][0]
        return logits, cache


def open_static(store: ModelStore, shape: Shape, device: Device, *, strict: bool = False) -> StaticMoonshine:
    """Load a model. For ``fixed`` its networks are compiled the first time, which takes a minute.

    Raises:
        RuntimeRoomError: ``model.missing``, ``model.corrupt`` or ``runtime.unavailable``.
    """
    encoder, decoder = graph(store, shape, encoder_spec(shape)), graph(store, shape, decoder_spec(shape))
    return StaticMoonshine(open_runtime(encoder, device, strict=strict), open_runtime(decoder, device, strict=strict))


def graph(store: ModelStore, shape: Shape, spec: GraphSpec) -> Graph:
    """One of the two networks, as a graph in int8 and as a module, with the published weights."""
    sources = weights_of_both(store, shape)
    onnx = filled(EXPORTED / f"{spec.name}.onnx", sources, store.filled)
    return Graph(spec, onnx, partial(build, spec.name.rpartition(".")[2], shape, sources))


def weights_of_both(store: ModelStore, shape: Shape) -> tuple[Weights, Weights]:
    """The tensors of the encoder's file and of the decoder's."""
    encoder, decoder = (store.weights(shape.model, file) for file in FILES)
    return encoder, decoder


def build(part: str, shape: Shape, sources: Sequence[Mapping[str, Array]]) -> "torch.nn.Module":
    """One of the two networks as a torch module.

    Args:
        part: ``speech`` or ``text``.
        shape: Of the model.
        sources: As `weights_of_both` gives them.
    """
    import torch  # seconds to import, and an exported network does not need it

    from asr.moonshine_network import SpeechEncoder, TextDecoder

    encoder, decoder = sources
    module: Any
    if part == "text":
        module = TextDecoder(shape.width, shape.heads, shape.layers, _VOCABULARY)
        names = {name: name for name in module.state_dict()}
        if "proj_out.weight" not in decoder:  # Moonshine base has one table for both
            names["proj_out.weight"] = "embed_tokens.weight"
        weights = {ours: decoder[theirs] for ours, theirs in names.items()}
    else:
        module = SpeechEncoder(shape.width, shape.heads, shape.layers)
        weights = {
            f"{kind}s.{layer}.weight": decoder[f"layers.{layer}.encoder_attn.{kind[0]}_proj.weight"]
            for kind in ("key", "value")
            for layer in range(shape.layers)
        }
        weights |= {name: encoder[name] for name in module.state_dict().keys() - weights.keys()}
    module.load_state_dict({name: torch.tensor(array) for name, array in weights.items()})
    built: torch.nn.Module = module.eval()
    return built


def _bucket(size: int, sizes: tuple[int, ...]) -> int:
    return next((bucket for bucket in sorted(sizes) if bucket >= size), size)


def _grown(array: Array, width: int) -> Array:
    grown = np.zeros((*array.shape[:2], width, array.shape[3]), array.dtype)
    grown[:, :, : array.shape[2]] = array
    grown.setflags(write=False)  # the same at every step: a runtime need not copy it again
    return grown
