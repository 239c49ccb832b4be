"""Whisper's log-mel spectrogram, without torch: importing it takes longer than all else that opens a recogniser."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from asr.activity import RATE
from runtime.audio import Samples

BANDS = 80
HOP = 160
_WINDOW = 400
_LINEAR, _STEP = 1000.0, np.log(6.4) / 27  # Hz up to which Slaney's scale is linear, and its step above


def log_mel(samples: Samples) -> NDArray[np.float32]:
    """80 bands of 10 ms frames, shape (1, 80, frames), scaled as Whisper was trained.

    Args:
        samples: 16 kHz; the number of frames is that of the hops of 160 samples that fit.
    """
    padded = np.pad(samples, _WINDOW // 2, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[: len(samples) // HOP * HOP : HOP]
    power = np.square(np.abs(np.fft.rfft(windows * np.hanning(_WINDOW + 1)[:-1], axis=1)))
    logs = np.log10(np.maximum(_bank() @ power.T, 1e-10))
    scaled = (np.maximum(logs, logs.max() - 8.0) + 4.0) / 4.0
    return np.asarray(scaled[None], np.float32)


@cache
def _bank() -> NDArray[np.float64]:
    """Triangles of unit area in Hz on Slaney's scale (Auditory Toolbox, 1998), shape (80, 201)."""
    highest = _LINEAR * 3 / 200 + np.log(RATE / 2 / _LINEAR) / _STEP
    mels = np.linspace(0, highest, BANDS + 2)
    knee = _LINEAR * 3 / 200
    edges = np.where(mels < knee, mels * 200 / 3, _LINEAR * np.exp((mels - knee) * _STEP))
    hertz = np.linspace(0, RATE / 2, _WINDOW // 2 + 1)
    rising = (hertz - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - hertz) / (edges[2:] - edges[1:-1])[:, None]
    bank: NDArray[np.float64] = np.maximum(0, np.minimum(rising, falling)) * (2 / (edges[2:] - edges[:-2]))[:, None]
    return bank
