"""The networks an addon may name: their shapes, known without importing torch, and where their modules are."""

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from runtime import Derived, GraphSpec, TensorSpec

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True, slots=True)
class NetworkType:
    """A network's shape and its definition.

    Attributes:
        spec: Names, shapes, receptive field and fixed sizes.
        module: Where the class is.
        name: The class, built without arguments.
    """

    spec: GraphSpec
    module: str
    name: str

    @property
    def exported(self) -> Path:
        """Its graph, without weights."""
        return Path(__file__).parents[1] / "exported" / f"{self.spec.name}.onnx"

    def build(self) -> "torch.nn.Module":
        """The torch module, with random weights."""
        network: torch.nn.Module = getattr(importlib.import_module(self.module), self.name)()
        return network


def _floats(name: str, *shape: int | str) -> TensorSpec:
    return TensorSpec(name, "float32", (1, *shape))


_IDS = TensorSpec("ids", "int64", (1, "phonemes"))
_PHONEMES = {"phonemes": (24, 32, 40, 48, 56, 64, 80, 96, 128, 256)}
_PARTS = ("harmonic_gain", "harmonic_phase", "noise_gain", "free_gain", "free_phase")

_SAMPLES = {"samples": Derived("frames", lambda frames: 256 * frames)}
_TWICE = {"frames": Derived("units", lambda units: 2 * units)}


def _over_phonemes(name: str, module: str, network: str, outputs: tuple[TensorSpec, ...]) -> NetworkType:
    """A network from ids, which sees the whole segment."""
    spec = GraphSpec(f"tts.{name}", (_IDS,), outputs, _PHONEMES, mask=_floats("mask", "phonemes"))
    return NetworkType(spec, f"tts.networks.{module}", network)


def _over_units(name: str, module: str, network: str, given: TensorSpec, receptive_field: int) -> NetworkType:
    """A network from units of 25 ms to the two curves, two frames a unit."""
    spec = GraphSpec(
        f"tts.{name}",
        (given,),
        (_floats("f0", "frames"), _floats("energy", "frames")),
        {"units": (48, 64, 80, 96, 112, 128, 160, 192, 256, 512)},
        receptive_field=receptive_field,
        long_input="chunk",
        derived=_TWICE,
        mask=_floats("mask", "units"),
    )
    return NetworkType(spec, f"tts.networks.{module}", network)


def _over_frames(
    name: str,
    module: str,
    network: str,
    given: tuple[TensorSpec, ...],
    made: tuple[TensorSpec, ...],
    receptive_field: int,
) -> NetworkType:
    """A network over frames of 12.5 ms, which may run in chunks.

    In fp32 everywhere: bfloat16 phases leave 25 dB between streamed and whole speech, where 40 are asked for.
    """
    chunks = (24, 36, 48, 60, 72, 84, 96)  # those of the addons, and between them for the last one of an utterance
    sizes = {"frames": (24 + receptive_field, 36 + receptive_field, *(chunk + 2 * receptive_field for chunk in chunks))}
    spec = GraphSpec(
        f"tts.{name}",
        given,
        made,
        sizes,
        receptive_field=receptive_field,
        long_input="chunk",
        mask=_floats("mask", "frames"),
    )
    return NetworkType(spec, f"tts.networks.{module}", network)


_SPECTRUM = tuple(_floats(part, 601, "frames") for part in _PARTS)
_CURVES = (_floats("f0", "frames"), _floats("energy", "frames"))
_STATES = (("listening", 256), ("speaking", 256), ("context", 192), ("means", 4))

# Networks that are there as a published graph only.
PUBLISHED: dict[str, GraphSpec] = {
    "kokoro": GraphSpec(
        "tts.kokoro",
        (
            TensorSpec("tokens", "int64", (1, "phonemes")),
            TensorSpec("style", "float32", (1, 256)),
            TensorSpec("speed", "float32", (1,)),
        ),
        (TensorSpec("audio", "float32", ("samples",)),),
        unbounded="computes how long its speech is inside its one graph, and takes means over time without a mask",
    ),
}

NETWORKS: dict[str, NetworkType] = {
    "heart.text": _over_phonemes("heart.text", "heart", "TextNetwork", (_floats("text", 128, "phonemes"),)),
    "heart.duration": _over_phonemes(
        "heart.duration",
        "heart",
        "DurationNetwork",
        (_floats("prosody", 192, "phonemes"), _floats("durations", "phonemes")),
    ),
    "heart.pitch": _over_units("heart.pitch", "heart", "PitchNetwork", _floats("prosody_frames", 192, "units"), 54),
    "heart.decoder": _over_frames(
        "heart.decoder", "heart", "DecoderNetwork", (_floats("text", 128, "frames"), *_CURVES), _SPECTRUM, 27
    ),
    "wren.encoder": _over_phonemes(
        "wren.encoder",
        "wren",
        "EncoderNetwork",
        (_floats("text", 192, "phonemes"), _floats("durations", "phonemes")),
    ),
    "wren.melody": _over_units("wren.melody", "wren", "MelodyNetwork", _floats("text_units", 192, "units"), 45),
    "wren.decoder": _over_frames(
        "wren.decoder",
        "wren",
        "DecoderNetwork",
        (_floats("text", 192, "frames"), *_CURVES),
        (_floats("mel", 80, "frames"),),
        21,
    ),
    "robin.encoder": _over_phonemes("robin.encoder", "robin", "EncoderNetwork", (_floats("text", 192, "phonemes"),)),
    "robin.step": NetworkType(
        GraphSpec(
            "tts.robin.step",
            (_floats("text", 192, "phonemes"), _floats("last", 82), *(_floats(name, size) for name, size in _STATES)),
            (
                _floats("frames", 82, 4),
                _floats("seen", 192, 4),
                _floats("end", 1),
                *(_floats(f"next_{name}", size) for name, size in _STATES),
                _floats("attention", 2, "phonemes"),
            ),
            _PHONEMES,
            mask=_floats("mask", "phonemes"),
        ),
        "tts.networks.robin",
        "StepNetwork",
    ),
    "robin.post": _over_frames(
        "robin.post",
        "robin",
        "PostNetwork",
        (_floats("frames", 82, "frames"), _floats("seen", 192, "frames")),
        (_floats("mel", 80, "frames"), _floats("f0", "frames")),
        21,
    ),
    "spectral.vocoder": _over_frames(
        "spectral.vocoder",
        "spectral",
        "VocoderNetwork",
        (_floats("mel", 80, "frames"), _floats("f0", "frames")),
        _SPECTRUM,
        21,
    ),
    "hifigan.generator": NetworkType(
        GraphSpec(
            "tts.hifigan.generator",
            (_floats("mel", 80, "frames"),),
            (TensorSpec("audio", "float32", ("samples",)),),
            {"frames": (30, 44, 60, 76)},
            receptive_field=14,
            long_input="chunk",
            derived=_SAMPLES,
            mask=_floats("mask", "frames"),
        ),
        "tts.networks.hifigan",
        "GeneratorNetwork",
    ),
}
