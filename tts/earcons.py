"""Short sounds that say what words need not: listening, done, not understood."""

from typing import Literal

import numpy as np

from runtime import Audio

Earcon = Literal["listening", "done", "failed"]
_NOTES: dict[Earcon, tuple[float, ...]] = {
    "listening": (660.0, 880.0),
    "done": (880.0,),
    "failed": (440.0, 330.0),
}
_SECONDS, _LOUDNESS = 0.09, 0.12


def earcon(name: Earcon, rate: int) -> Audio:
    """One of the sounds: bell-like notes of 90 ms that fade in and out, so that none clicks."""
    time = np.arange(round(_SECONDS * rate)) / rate
    shape = np.sin(np.pi * time / _SECONDS) ** 0.5 * np.exp(-time / 0.06)
    notes = [
        shape * (np.sin(2 * np.pi * hertz * time) + 0.3 * np.sin(4 * np.pi * hertz * time)) for hertz in _NOTES[name]
    ]
    sound = np.concatenate(notes)
    return Audio((_LOUDNESS * sound / np.abs(sound).max()).astype(np.float32), rate)
