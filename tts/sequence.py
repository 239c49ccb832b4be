"""Sequence blocks: networks over a whole segment, durations, and encodings repeated by them."""

from collections.abc import Mapping

import numpy as np

from runtime import Session
from tts.blocks import SequenceBlock, Tensors


class NetworkBlock(SequenceBlock):
    """A network run once on a whole segment.

    Args:
        session: The loaded network.
        inputs: Where a network's input takes a tensor of another name: network name to tensor name.
        outputs: Likewise for what it gives.
    """

    def __init__(
        self, session: Session, inputs: Mapping[str, str] | None = None, outputs: Mapping[str, str] | None = None
    ) -> None:
        self.session = session
        self._inputs = {t.name: (inputs or {}).get(t.name, t.name) for t in session.spec.inputs}
        self._outputs = {t.name: (outputs or {}).get(t.name, t.name) for t in session.spec.outputs}
        self.needs = frozenset(self._inputs.values())
        self.gives = frozenset(self._outputs.values())

    def run(self, tensors: Tensors) -> Tensors:
        """Run the network."""
        made = self.session.run({name: tensors[source] for name, source in self._inputs.items()})
        return {target: made[name] for name, target in self._outputs.items()}


class Durations(SequenceBlock):
    """Predicted durations to whole units: divided by ``speed``, rounded, at least one, the first pad clamped.

    The first token is a pad that a network trained on whole recordings holds for a third of a second;
    clamped, speech begins at once.
    """

    needs = frozenset({"durations", "speed"})
    gives = frozenset({"units"})

    def __init__(self, lead: int) -> None:
        self.lead = lead

    def run(self, tensors: Tensors) -> Tensors:
        """``durations`` (1, phonemes) float and ``speed`` (1,) to ``units`` (phonemes,) int64."""
        units = np.maximum(np.rint(tensors["durations"][0] / tensors["speed"][0]), 1.0).astype(np.int64)
        units[0] = min(units[0], self.lead)
        return {"units": units}


class LengthRegulator(SequenceBlock):
    """Repeats each token's encoding for its units (FastSpeech, arXiv 1905.09263)."""

    def __init__(self, source: str, gives: str) -> None:
        self.source = source
        self.needs = frozenset({source, "units"})
        self.gives = frozenset({gives})

    def run(self, tensors: Tensors) -> Tensors:
        """(1, width, phonemes) to (1, width, sum of units)."""
        (name,) = self.gives
        return {name: np.repeat(tensors[self.source], tensors["units"], axis=-1)}


class PitchShift(SequenceBlock):
    """Scales the voiced part of an f0 curve, in place of the curve the network gave."""

    def __init__(self, source: str, gives: str) -> None:
        self.source = source
        self.needs = frozenset({source, "pitch"})
        self.gives = frozenset({gives})

    def run(self, tensors: Tensors) -> Tensors:
        """f0 in Hz (1, frames) times ``pitch`` (1,), a ratio."""
        (name,) = self.gives
        return {name: tensors[self.source] * tensors["pitch"][0]}
