"""Blocks after the vocoder work on chunks as on the whole."""

from collections.abc import Iterator

import numpy as np
import pytest
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.audio import Samples
from tts.blocks import Chunk, StreamableBlock
from tts.dsp import Gain, SampleRateConverter
from tts.stretching import TimeStretch


def chunks_of(sound: Samples, sizes: list[int]) -> Iterator[Chunk]:
    parts = np.split(sound, np.cumsum(sizes))
    for index, part in enumerate(parts):
        yield Chunk({"audio": part}, last=index == len(parts) - 1)


def through(block: StreamableBlock, sound: Samples, sizes: list[int], speed: float = 1.0) -> Samples:
    chunks = block.stream({"speed": np.array([speed])}, chunks_of(sound, sizes))
    return np.concatenate([chunk.tensors["audio"] for chunk in chunks])


def sound_of(seed: int, samples: int = 2000) -> Samples:
    random = np.random.default_rng(seed)
    return (random.normal(0, 0.2, samples) * np.linspace(0, 3, samples)).astype(np.float32)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 500), max_size=6), st.integers(0, 5), st.floats(-20, 20))
def test_gain_in_chunks_equals_gain_on_the_whole_and_never_exceeds_the_ceiling(
    sizes: list[int], seed: int, decibels: float
) -> None:
    sound, block = sound_of(seed), Gain(decibels, 0.9, 120)
    whole = through(block, sound, [])
    assert np.allclose(through(block, sound, sizes), whole, atol=1e-6)
    assert len(whole) == len(sound) and np.abs(whole).max() <= 0.9 + 1e-5


def test_gain_leaves_quiet_sound_in_shape() -> None:
    quiet = sound_of(0) * np.float32(0.1)
    assert np.allclose(through(Gain(6.0, 0.98, 120), quiet, [700]), quiet * 10 ** (6 / 20), atol=1e-6)


@pytest.mark.parametrize("sizes", [[100], [1, 999], [500, 500, 500]])
def test_resampling_in_chunks_equals_resampling_the_whole(sizes: list[int]) -> None:
    sound = sound_of(1) * np.float32(0.3)
    streamed = through(SampleRateConverter(22_050, 24_000), sound, sizes)
    whole = soxr.resample(sound, 22_050, 24_000)
    assert len(streamed) == len(whole) and np.abs(streamed - whole).max() < 1e-4


def tone(hertz: float, samples: int) -> Samples:
    return (0.3 * np.sin(2 * np.pi * hertz * np.arange(samples) / 24_000)).astype(np.float32)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 3000), max_size=6), st.integers(0, 5), st.floats(0.5, 2.0))
def test_stretching_in_chunks_equals_stretching_the_whole(sizes: list[int], seed: int, speed: float) -> None:
    sound = sound_of(seed, 6000)
    whole = through(TimeStretch(), sound, [], speed)
    assert np.array_equal(through(TimeStretch(), sound, sizes, speed), whole)
    assert len(whole) == round(len(sound) / speed)


@pytest.mark.parametrize("speed", [0.5, 0.8, 1.3, 2.0])
def test_stretched_speech_keeps_its_pitch_and_its_level(speed: float) -> None:
    made = through(TimeStretch(), tone(190, 24_000), [1000, 5000], speed)
    heard = np.abs(np.fft.rfft(made * np.hanning(len(made))))
    assert abs(np.argmax(heard) * 24_000 / len(made) - 190) < 3
    assert abs(np.abs(made[500:-500]).max() - 0.3) < 0.03


def test_at_its_own_speed_speech_is_left_as_it_is() -> None:
    sound = sound_of(2)
    assert np.array_equal(through(TimeStretch(), sound, [700]), sound)
