"""The source-filter vocoder: pulses and noise, shaped by a predicted spectrum, overlapped and added as they come.

Source of the method: the carrier of the voice ``heart`` (hibari-tts, Apache-2.0), itself in the line of
iSTFTNet (arXiv 2203.02395) and Vocos (arXiv 2306.00814). Here it keeps its state between chunks.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from runtime.audio import Samples
from runtime.graph import Array
from tts.blocks import Chunk, StreamableBlock, Tensors
from tts.decoding import FrameWindow

Spectrum = NDArray[np.complex64]

WINDOW, HOP, RATE = 1200, 300, 24_000
BINS = WINDOW // 2 + 1
VOICED_HZ = 40.0
HIGHEST_HARMONIC_HZ = 11_000.0
LOUDEST_LOG_GAIN = 7.0
_F0_AHEAD = 3  # frames whose melody the pulses under a frame's window depend on
_HANN: Samples = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(WINDOW) / WINDOW)).astype(np.float32)
_PARTS = frozenset({"harmonic_gain", "harmonic_phase", "noise_gain", "free_gain", "free_phase"})


class SourceFilterVocoder(StreamableBlock):
    """Spectral parts and f0 to samples, 300 a frame; yields what later frames cannot change."""

    takes = _PARTS | {"f0"}
    needs = frozenset({"seed"})
    gives = frozenset({"audio"})
    lookahead = 5

    def stream(self, context: Tensors, source: Iterator[Chunk]) -> Iterator[Chunk]:
        """Parts (1, 601, frames) and f0 in Hz (1, frames) to ``audio`` (samples,)."""
        pulses, overlap, window = PulseTrain(), OverlapAdd(), FrameWindow(source, _PARTS | {"f0"})
        noise = np.random.default_rng(int(context["seed"][0]))
        start = 0
        while not window.ended:
            known = window.end
            window.fill(known + 1)
            if window.end > known:
                pulses.extend(window.read(known, window.end)["f0"][0])
            stop = window.end if window.ended else max(window.end - _F0_AHEAD, start)
            if stop > start:
                parts = {name: window.read(start, stop)[name][0] for name in _PARTS}
                overlap.add(_spectrum(parts, pulses.spectrum(stop - start, window.ended), noise))
                window.forget(stop)
                start = stop
            yield Chunk({"audio": overlap.take(window.ended)}, window.ended)


class PulseTrain:
    """A band-limited pulse train that follows an f0 curve given piece by piece; the phase carries over.

    Every harmonic below 11 kHz has unit amplitude: sum of cos(h t) for h <= H, in closed form
    sin((H + 1/2) t) / (2 sin(t / 2)) - 1/2. Frames below 40 Hz are silent.
    """

    def __init__(self) -> None:
        self._f0: Samples = np.zeros(0, np.float32)
        self._samples: Samples = np.zeros(0, np.float32)  # from sample ``_begin`` on
        self._begin = self._made = self._next = 0
        self._cycles = 0.0

    def extend(self, f0: Samples) -> None:
        """The f0 of the next frames, in Hz."""
        self._f0 = np.concatenate((self._f0, f0.astype(np.float32)))

    def spectrum(self, frames: int, last: bool) -> Spectrum:
        """Short-time spectrum of the next ``frames`` frames, (601, frames); the edges of the sound are mirrored.

        Unless ``last``, the f0 of three frames beyond them must be known.
        """
        half, first = WINDOW // 2, self._next
        self._next += frames
        known = len(self._f0)
        self._make(known if last else known - 1)
        end = known * HOP
        places = np.abs(np.arange(first * HOP - half, (self._next - 1) * HOP + half))
        places = np.where(places >= end, 2 * (end - 1) - places, places)
        sound = self._samples[np.clip(places, 0, end - 1) - self._begin]
        windows = np.lib.stride_tricks.sliding_window_view(sound, WINDOW)[::HOP]
        self._forget(self._next * HOP - 2 * WINDOW)
        return np.asarray(np.fft.rfft(windows * (_HANN / (WINDOW // 4)), axis=1).T, np.complex64)

    def _make(self, stop: int) -> None:
        """Extend the samples to frame ``stop``."""
        first, self._made = self._made, stop
        hertz = self._hertz(first, stop)
        voiced = hertz > VOICED_HZ
        hertz = np.maximum(hertz, VOICED_HZ)
        cycles = self._cycles + np.cumsum(hertz, dtype=np.float64) / RATE
        self._cycles = float(cycles[-1] % 1.0) if len(cycles) else self._cycles
        phase = (2 * np.pi * (cycles % 1.0)).astype(np.float32)
        order = np.floor(HIGHEST_HARMONIC_HZ / hertz) + np.float32(0.5)
        below = 2 * np.sin(phase * np.float32(0.5))
        near_pulse = np.abs(below) <= 2e-3  # the limit of the quotient is the number of harmonics
        sums = np.where(near_pulse, order, np.sin(order * phase) / np.where(near_pulse, 1.0, below))
        made = np.where(voiced, sums - 0.5, 0.0).astype(np.float32)
        self._samples = np.concatenate((self._samples, made))

    def _hertz(self, first: int, stop: int) -> Samples:
        """f0 between frame centres, linear, for the frames [first, stop)."""
        ramp = ((np.arange(HOP) + 0.5) / HOP + 0.5).astype(np.float32)
        frames = np.arange(first, stop)[:, None]
        before, here, after = (self._f0[np.clip(frames + shift, 0, len(self._f0) - 1)] for shift in (-1, 0, 1))
        rising = before * (1 - ramp) + here * ramp
        falling = here * (2 - ramp) + after * (ramp - 1)
        return np.where(ramp < 1, rising, falling).reshape(-1)

    def _forget(self, stop: int) -> None:
        if stop > self._begin:
            self._samples = self._samples[stop - self._begin :]
            self._begin = stop


class OverlapAdd:
    """Inverse short-time Fourier transform that hands out every sample once no later frame reaches it."""

    def __init__(self) -> None:
        self._sum: Samples = np.zeros(0, np.float32)
        self._weight: Samples = np.zeros(0, np.float32)
        self._skip = WINDOW // 2  # samples before the first frame's centre

    def add(self, spectrum: Spectrum) -> None:
        """Overlap the frames (601, frames) to what is there."""
        frames = spectrum.shape[1]
        waves = np.fft.irfft(spectrum.T, WINDOW, axis=1).astype(np.float32) * _HANN
        overlap = WINDOW - HOP
        self._grow(frames * HOP + (overlap if not len(self._sum) else 0))
        begin = len(self._sum) - overlap - frames * HOP
        blocks = WINDOW // HOP
        for block in range(blocks):
            span = slice(begin + block * HOP, begin + (block + frames) * HOP)
            part = slice(block * HOP, (block + 1) * HOP)
            self._sum[span] += waves[:, part].reshape(-1)
            self._weight[span] += np.tile(_HANN[part] ** 2, frames)

    def take(self, last: bool) -> Samples:
        """Samples that are done; with ``last`` all up to the end of the last frame's hop."""
        held = WINDOW - HOP
        keep = held - WINDOW // 2 if last else held
        stop = max(len(self._sum) - keep, 0)
        start = min(self._skip, stop)
        done = self._sum[start:stop] / np.maximum(self._weight[start:stop], 1e-11)
        if stop > self._skip or last:
            self._skip = 0
            self._sum, self._weight = self._sum[stop:], self._weight[stop:]
        return np.asarray(done, np.float32)

    def _grow(self, samples: int) -> None:
        self._sum = np.concatenate((self._sum, np.zeros(samples, np.float32)))
        self._weight = np.concatenate((self._weight, np.zeros(samples, np.float32)))


def _spectrum(parts: dict[str, Array], pulses: Spectrum, noise: np.random.Generator) -> Spectrum:
    bins, frames = parts["noise_gain"].shape
    voiced = pulses * _polar(parts["harmonic_gain"], np.pi * np.tanh(parts["harmonic_phase"]))
    drawn = noise.standard_normal((frames, 2 * bins), dtype=np.float32).view(np.complex64).T
    mixed = voiced + _gain(parts["noise_gain"]) * drawn + _polar(parts["free_gain"], parts["free_phase"])
    return np.asarray(mixed, np.complex64)


def _gain(log_gain: Array) -> Array:
    return np.exp(np.minimum(log_gain, LOUDEST_LOG_GAIN))


def _polar(log_gain: Array, phase: Array) -> Spectrum:
    gain = _gain(log_gain)
    turned = np.empty(phase.shape, np.complex64)
    turned.real, turned.imag = gain * np.cos(phase), gain * np.sin(phase)
    return turned
