"""Sounds that are not speech, made from a seed: what a recogniser must stay silent for."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from asr.activity import RATE

Wave = NDArray[np.float64]


def _noise(count: int, slope: float, seed: int) -> Wave:
    """Noise whose amplitude falls with frequency to the power of ``slope``: 0 white, 0.5 pink, 1 brown."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).normal(size=count))
    frequency = np.maximum(np.fft.rfftfreq(count, 1 / RATE), 20)
    wave = np.fft.irfft(spectrum / frequency**slope, count)
    return np.asarray(wave / np.abs(wave).max())


def silence(seconds: float, seed: int = 0) -> Wave:
    """Digital silence."""
    return np.zeros(int(seconds * RATE))


def white(seconds: float, seed: int = 0) -> Wave:
    """White noise."""
    return 0.5 * _noise(int(seconds * RATE), 0.0, seed)


def pink(seconds: float, seed: int = 0) -> Wave:
    """Pink noise, like rain."""
    return 0.7 * _noise(int(seconds * RATE), 0.5, seed)


def brown(seconds: float, seed: int = 0) -> Wave:
    """Brown noise, like wind."""
    return 0.9 * _noise(int(seconds * RATE), 1.0, seed)


def quiet_room(seconds: float, seed: int = 0) -> Wave:
    """Pink noise at -50 dB."""
    return 0.003 * _noise(int(seconds * RATE), 0.5, seed)


def hum(seconds: float, seed: int = 0) -> Wave:
    """Mains hum with overtones."""
    time = np.arange(int(seconds * RATE)) / RATE
    base = np.random.default_rng(seed).choice([50.0, 60.0])
    return np.asarray(0.3 * sum(np.sin(2 * np.pi * base * k * time) / k for k in (1, 2, 3, 5)))


def clicks(seconds: float, seed: int = 0) -> Wave:
    """Single samples at full scale, three a second."""
    chance = np.random.default_rng(seed)
    wave = silence(seconds)
    wave[chance.integers(0, len(wave), int(3 * seconds))] = chance.choice([-0.9, 0.9])
    return wave


def knocks(seconds: float, seed: int = 0) -> Wave:
    """Short decaying bursts, as of a door or a keyboard."""
    chance = np.random.default_rng(seed)
    wave = silence(seconds)
    for start in chance.integers(0, len(wave) - 3200, int(2 * seconds)):
        decay = np.exp(-np.arange(3200) / chance.uniform(100, 800))
        wave[start : start + 3200] += 0.8 * chance.normal(size=3200) * decay
    return wave


def coughs(seconds: float, seed: int = 0) -> Wave:
    """Bursts of 0.25 s of noise between 300 and 3,000 Hz with a sharp onset, two at a time."""
    chance = np.random.default_rng(seed)
    wave = silence(seconds)
    count = RATE // 4
    for start in np.arange(0.3, seconds - 1.0, 2.5):
        for later in (0.0, 0.4):
            burst = np.fft.rfft(chance.normal(size=count))
            frequency = np.fft.rfftfreq(count, 1 / RATE)
            burst[(frequency < 300) | (frequency > 3000)] = 0
            at = int((start + later) * RATE)
            shape = np.minimum(np.arange(count) / 200, 1) * np.exp(-np.arange(count) / 1200)
            wave[at : at + count] += 2.0 * np.fft.irfft(burst, count) * shape
    return wave


def music(seconds: float, seed: int = 0) -> Wave:
    """Chords of plucked notes with overtones."""
    chance = np.random.default_rng(seed)
    wave = silence(seconds)
    length = RATE
    time = np.arange(length) / RATE
    for start in range(0, max(1, len(wave) - length), RATE // 3):
        root = 110 * 2 ** (chance.integers(0, 24) / 12)
        for interval in (1.0, 1.25, 1.5):
            for overtone in (1, 2, 3, 4):
                tone = np.sin(2 * np.pi * root * interval * overtone * time) / overtone**1.5
                wave[start : start + length] += (0.1 * tone * np.exp(-3 * time))[: len(wave) - start]
    return wave


def sweep(seconds: float, seed: int = 0) -> Wave:
    """A tone that rises from 100 to 3,100 Hz."""
    time = np.arange(int(seconds * RATE)) / RATE
    return 0.4 * np.sin(2 * np.pi * (100 + 1500 * time / seconds) * time)


NON_SPEECH: tuple[Callable[[float, int], Wave], ...] = (
    silence,
    white,
    pink,
    brown,
    quiet_room,
    hum,
    clicks,
    knocks,
    coughs,
    music,
    sweep,
)
