"""Our own voices: other architectures in the same framework."""

import logging

import numpy as np
import pytest

from runtime import ModelStore
from runtime.graph import Array
from tts.stacks import StreamableStack
from tts.stepping import AttentionDecoder
from tts.voices import AddonVoice, addon_folder, open_addon

TEXT = "The kitchen timer is set for ten minutes, and the oven is off."


@pytest.fixture(scope="module", params=["wren", "robin"])
def voice(request: pytest.FixtureRequest, store: ModelStore) -> AddonVoice:
    return open_addon(addon_folder(request.param), store)


def spoken(voice: AddonVoice, speed: float = 1.0, pitch: float = 1.0) -> Array:
    return np.concatenate([chunk.audio.samples for chunk in voice.stream(TEXT, speed=speed, pitch=pitch)])


def pulse_hertz(sound: Array, rate: int) -> float:
    """Median of the strongest periods between 80 and 500 Hz of its loud stretches."""
    frames = np.lib.stride_tricks.sliding_window_view(sound, 1200)[::1200]
    loud = frames[np.square(frames).mean(axis=1) > 2 * np.square(sound).mean()]
    likeness = np.fft.irfft(np.abs(np.fft.rfft(loud, 4096)) ** 2)[:, rate // 500 : rate // 80]
    return float(rate / np.median(rate // 500 + np.argmax(likeness, axis=1)))


def test_its_first_chunk_is_a_fraction_of_its_speech(voice: AddonVoice) -> None:
    first, *rest = voice.stream(TEXT)
    assert 0 < len(first.audio.samples) <= 24 * 300 < sum(len(chunk.audio.samples) for chunk in rest)


def test_it_obeys_speed_and_pitch(voice: AddonVoice) -> None:
    natural, quick, high = spoken(voice), spoken(voice, speed=1.5), spoken(voice, pitch=1.4)
    assert 0.55 < len(quick) / len(natural) < 0.8
    assert len(high) == len(natural)
    assert 1.2 < pulse_hertz(high, voice.rate) / pulse_hertz(natural, voice.rate) < 1.6


def test_it_speaks_without_clipping_and_not_in_silence(voice: AddonVoice) -> None:
    sound = spoken(voice)
    assert 0.02 < float(np.sqrt(np.mean(sound**2))) < 0.2


def test_a_step_network_that_never_stops_is_ended_and_said(store: ModelStore, caplog: pytest.LogCaptureFixture) -> None:
    robin = open_addon(addon_folder("robin"), store)
    stack = robin.pipeline.streamable
    assert isinstance(stack, StreamableStack) and isinstance(stack.blocks[0], AttentionDecoder)
    session = stack.blocks[0].session

    class Endless:
        spec, choice = session.spec, session.choice

        def run(self, feeds: dict[str, Array]) -> dict[str, Array]:
            return {**session.run(feeds), "end": np.full((1, 1), -1, np.float32)}

    text = np.zeros((1, 192, 5), np.float32)
    with caplog.at_level(logging.WARNING):
        chunks = list(AttentionDecoder(Endless(), steps=10).stream({"text": text}, iter(())))
    assert chunks[-1].last and sum(chunk.tensors["frames"].shape[-1] for chunk in chunks) == 4 * (40 + 3 * 5)
    assert "did not find the end" in caplog.text
