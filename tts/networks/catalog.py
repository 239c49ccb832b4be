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
    def definition(self) -> Path:
        """The source file of the class."""
        return Path(__file__).with_name(self.module.rpartition(".")[2] + ".py")

    def build(self) -> "torch.nn.Module":
        """The torch module, with random weights."""
        network: torch.nn.Module = getattr(importlib.import_module(self.module), self.name)()
        return network


def _floats(name: str, *shape: int | str) -> TensorSpec:
    return TensorSpec(name, "float32", (1, *shape))


_IDS = TensorSpec("ids", "int64", (1, "phonemes"))
_PHONEMES = {"phonemes": (32, 64, 128, 256)}
_PARTS = ("harmonic_gain", "harmonic_phase", "noise_gain", "free_gain", "free_phase")

NETWORKS: dict[str, NetworkType] = {
    "heart.text": NetworkType(
        GraphSpec(
            "tts.heart.text", (_IDS,), (_floats("text", 128, "phonemes"),), _PHONEMES, mask=_floats("mask", "phonemes")
        ),
        "tts.networks.heart",
        "TextNetwork",
    ),
    "heart.duration": NetworkType(
        GraphSpec(
            "tts.heart.duration",
            (_IDS,),
            (_floats("prosody", 192, "phonemes"), _floats("durations", "phonemes")),
            _PHONEMES,
            mask=_floats("mask", "phonemes"),
        ),
        "tts.networks.heart",
        "DurationNetwork",
    ),
    "heart.pitch": NetworkType(
        GraphSpec(
            "tts.heart.pitch",
            (_floats("prosody_frames", 192, "units"),),
            (_floats("f0", "frames"), _floats("energy", "frames")),
            {"units": (64, 128, 256, 512)},
            receptive_field=54,
            long_input="chunk",
            derived={"frames": Derived("units", lambda units: 2 * units)},
            mask=_floats("mask", "units"),
        ),
        "tts.networks.heart",
        "PitchNetwork",
    ),
    "heart.decoder": NetworkType(
        GraphSpec(
            "tts.heart.decoder",
            (_floats("text", 128, "frames"), _floats("f0", "frames"), _floats("energy", "frames")),
            tuple(_floats(part, 601, "frames") for part in _PARTS),
            {"frames": (78, 150)},
            receptive_field=27,
            long_input="chunk",
            mask=_floats("mask", "frames"),
        ),
        "tts.networks.heart",
        "DecoderNetwork",
    ),
}
