"""Log-mel spectrograms of 24 kHz speech: 80 bands, one frame every 12.5 ms."""

from functools import cache

import numpy as np

from runtime.audio import Samples
from runtime.graph import Array
from tts.vocoding import BINS, HOP, RATE, WINDOW

BANDS = 80
_FLOOR = 1e-5


def log_mel(samples: Samples) -> Array:
    """Natural logarithm of the mel magnitudes, floored at 1e-5.

    Args:
        samples: 24 kHz, shape (300 x frames,).

    Returns:
        Shape (80, frames), float32; frame k is centred on sample 300 k.
    """
    padded = np.pad(samples, WINDOW // 2, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP][: len(samples) // HOP]
    magnitudes = np.abs(np.fft.rfft(windows * np.hanning(WINDOW + 1)[:-1].astype(np.float32), axis=1))
    mel: Array = np.log(np.maximum(_bank() @ magnitudes.T, _FLOOR)).astype(np.float32)
    return mel


def band_centres() -> Array:
    """Hz of the bands' peaks, shape (80,)."""
    return _edges()[1:-1]


def _edges() -> Array:
    """Evenly on the mel scale 2595 log10(1 + f / 700), from 0 to 12 kHz."""
    edges: Array = 700 * (10 ** (np.linspace(0, 2595 * np.log10(1 + RATE / 2 / 700), BANDS + 2) / 2595) - 1)
    return edges


@cache
def _bank() -> Array:
    """Triangles of unit area, shape (80, 601)."""
    edges = _edges()
    hertz = np.linspace(0, RATE / 2, BINS)
    rising = (hertz - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - hertz) / (edges[2:] - edges[1:-1])[:, None]
    triangles = np.maximum(0, np.minimum(rising, falling))
    bank: Array = (triangles / triangles.sum(axis=1, keepdims=True)).astype(np.float32)
    return bank
