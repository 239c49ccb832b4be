"""Rooms that do not exist: what a microphone hears of a speaker."""

import numpy as np
from scipy.signal import fftconvolve

from asr.activity import RATE
from runtime.audio import Samples


def impulse_response(seconds: float, delay: float, seed: int) -> Samples:
    """Direct sound, then noise that decays by 60 dB.

    The usual statistical model of a room (Polack 1988): Gaussian noise under an exponential.

    Args:
        seconds: Reverberation time.
        delay: Seconds until the direct sound.
        seed: Of the noise.
    """
    count = int(seconds * RATE)
    time = np.arange(count) / RATE
    tail = np.random.default_rng(seed).normal(size=count) * 10 ** (-3 * time / seconds)
    tail[0] = 2 * np.abs(tail).max()
    response = np.concatenate([np.zeros(int(delay * RATE)), tail / np.sqrt(np.sum(tail**2))])
    return response.astype(np.float32)


def echo_of(sound: Samples, seconds: float, delay: float, seed: int) -> Samples:
    """A sound after its way through a room, as long and as loud as before.

    Args:
        sound: Shape (n,), 16 kHz.
        seconds: Reverberation time.
        delay: Seconds until the direct sound.
        seed: Of the room.
    """
    echo = fftconvolve(sound, impulse_response(seconds, delay, seed))[: len(sound)]
    return np.asarray(echo * np.sqrt(np.mean(np.square(sound)) / np.mean(np.square(echo))), np.float32)
