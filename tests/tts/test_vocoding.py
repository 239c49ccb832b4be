"""The streaming vocoder against the published whole-sentence one."""

import numpy as np
import pytest
from hibari import dsp

from runtime.graph import Array
from tts.blocks import Chunk
from tts.vocoding import PulseTrain, SourceFilterVocoder


def melody(frames: int) -> Array:
    f0 = 200 + 50 * np.sin(np.arange(frames) / 7)
    f0[frames // 3 : frames // 2] = 0
    return f0.astype(np.float32)


@pytest.mark.parametrize("frames", [5, 40, 173])
def test_pulses_have_the_spectrum_of_the_published_pulses(frames: int) -> None:
    f0 = melody(frames)
    reference = dsp.stft(dsp.pulses(f0), frames)
    train = PulseTrain()
    train.extend(f0[:5])
    first = train.spectrum(2, last=False)
    train.extend(f0[5:])
    streamed = np.concatenate((first, train.spectrum(frames - 2, last=True)), axis=1)
    assert np.abs(streamed - reference).max() < 1e-3 * np.abs(reference).max()


def test_without_noise_the_waveform_is_the_published_one() -> None:
    frames = 60
    random = np.random.default_rng(0)
    parts = {
        "harmonic_gain": random.normal(-2, 1, (601, frames)),
        "harmonic_phase": random.normal(0, 1, (601, frames)),
        "noise_gain": np.full((601, frames), -60.0),
        "free_gain": random.normal(-4, 1, (601, frames)),
        "free_phase": random.normal(0, 3, (601, frames)),
    }
    parts = {name: part.astype(np.float32) for name, part in parts.items()}
    reference = dsp.synth(*parts.values(), melody(frames), random)
    chunk = Chunk({**{name: part[None] for name, part in parts.items()}, "f0": melody(frames)[None]}, last=True)
    (made,) = SourceFilterVocoder().stream({"seed": np.array([0])}, iter([chunk]))
    assert np.abs(made.tensors["audio"] - reference).max() < 1e-3 * np.abs(reference).max()


def test_the_noise_of_an_utterance_is_the_same_every_time_and_another_for_another_seed() -> None:
    parts = {name: np.zeros((1, 601, 10), np.float32) for name in SourceFilterVocoder.takes - {"f0"}}
    parts["f0"] = np.zeros((1, 10), np.float32)

    def make(seed: int) -> Array:
        (made,) = SourceFilterVocoder().stream({"seed": np.array([seed])}, iter([Chunk(parts, last=True)]))
        return made.tensors["audio"]

    assert np.array_equal(make(1), make(1))
    assert not np.array_equal(make(1), make(2))
