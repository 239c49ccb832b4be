"""From our log-mel frames to those that published vocoders of 22.05 kHz take."""

from collections.abc import Iterator

import numpy as np

from runtime.graph import Array
from tts.blocks import Chunk, StreamableBlock, Tensors
from tts.decoding import FrameWindow
from tts.mel import BANDS, band_centres
from tts.vocoding import HOP, RATE, WINDOW

_RATE, _HOP, _WINDOW, _HIGHEST = 22_050, 256, 1024, 8000.0
_FRAMES_AHEAD = 1
_STEP = _HOP / _RATE * RATE / HOP  # of our frames in one of theirs


class UniversalMel(StreamableBlock):
    """``mel`` at 80 frames a second up to 12 kHz to ``mel`` at 86.13 frames a second up to 8 kHz.

    Bands and frames are interpolated between the nearest of ours, in the logarithm. The published frames have
    triangles of unit area in Hz (Slaney), ours of unit sum over the bins: a constant between them.
    """

    takes = gives = frozenset({"mel"})
    lookahead = _FRAMES_AHEAD

    def __init__(self) -> None:
        self._bands = _interpolation(band_centres(), _slaney_centres())
        self._offset = np.float32(np.log(_WINDOW / WINDOW / (_RATE / _WINDOW)))

    def stream(self, context: Tensors, source: Iterator[Chunk]) -> Iterator[Chunk]:
        """(1, 80, frames) to (1, 80, frames x 1.0767)."""
        window, made = FrameWindow(source, self.takes), 0
        while not window.ended:
            window.fill(window.end + 1)
            reach = window.end if window.ended else window.end - _FRAMES_AHEAD
            stop = max(int(reach / _STEP), made)
            places = np.clip((np.arange(made, stop) + 0.5) * _STEP, 0, max(window.end - 1, 0))
            made = stop
            yield Chunk({"mel": self._frames(window, places)}, window.ended)

    def _frames(self, window: FrameWindow, places: Array) -> Array:
        if not len(places):
            return np.zeros((1, BANDS, 0), np.float32)
        first = int(places[0])
        mel = window.read(first, window.end)["mel"][0]
        window.forget(first)
        before = places.astype(int) - first
        after, share = np.minimum(before + 1, mel.shape[1] - 1), (places - places.astype(int)).astype(np.float32)
        between = mel[:, before] * (1 - share) + mel[:, after] * share
        return np.asarray((self._bands @ between + self._offset)[None], np.float32)


def _slaney_centres() -> Array:
    """Hz of the bands: linear to 1 kHz, then logarithmic (Slaney's Auditory Toolbox, 1998)."""
    highest = 15 + np.log(_HIGHEST / 1000) / (np.log(6.4) / 27)
    mels = np.linspace(0, highest, BANDS + 2)[1:-1]
    centres: Array = np.where(mels < 15, mels * 200 / 3, 1000 * np.exp((mels - 15) * np.log(6.4) / 27))
    return centres


def _interpolation(have: Array, want: Array) -> Array:
    """Weights (80, 80) that read values known at ``have`` off at ``want``."""
    right = np.clip(np.searchsorted(have, want), 1, len(have) - 1)
    share = np.clip((want - have[right - 1]) / (have[right] - have[right - 1]), 0, 1)
    weights = np.zeros((len(want), len(have)), np.float32)
    rows = np.arange(len(want))
    weights[rows, right - 1], weights[rows, right] = 1 - share, share
    return weights
