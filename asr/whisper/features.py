"""Whisper's log-mel spectrogram, through torchaudio."""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from asr.activity import RATE
from asr.torchaudio_cpu import load_torchaudio
from runtime.audio import Samples

BANDS = 80
HOP = 160


def log_mel(samples: Samples) -> NDArray[np.float32]:
    """80 bands of 10 ms frames, shape (1, 80, frames), scaled as Whisper was trained.

    Args:
        samples: 16 kHz; the number of frames is that of the hops of 160 samples that fit.
    """
    import torch  # seconds to import, which a quick recogniser's confident words are not to wait for

    with torch.inference_mode():
        power = _transform()(torch.from_numpy(samples))[:, :-1]
        logs = power.clamp(min=1e-10).log10()
        scaled = (logs.clamp(min=float(logs.max()) - 8.0) + 4.0) / 4.0
        result: NDArray[np.float32] = scaled[None].numpy()
    return result


@cache
def _transform() -> Any:
    load_torchaudio()
    from torchaudio.transforms import MelSpectrogram

    return MelSpectrogram(RATE, n_fft=400, hop_length=HOP, n_mels=BANDS, norm="slaney", mel_scale="slaney")
