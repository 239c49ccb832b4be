"""HiFi-GAN: its weights as published, its mel from ours."""

from collections.abc import Iterator

import numpy as np
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.graph import Array
from tts.blocks import Chunk
from tts.mel import log_mel
from tts.networks.catalog import NETWORKS
from tts.universal_mel import UniversalMel


def converted(mel: Array, sizes: list[int]) -> Array:
    def chunks() -> Iterator[Chunk]:
        parts = np.split(mel, np.cumsum(sizes), axis=1)
        for index, part in enumerate(parts):
            yield Chunk({"mel": part[None]}, last=index == len(parts) - 1)

    return np.concatenate([chunk.tensors["mel"] for chunk in UniversalMel().stream({}, chunks())], axis=2)[0]


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 90), st.lists(st.integers(0, 30), max_size=5))
def test_frames_converted_in_chunks_are_those_converted_at_once(frames: int, sizes: list[int]) -> None:
    mel = np.random.default_rng(frames).normal(-5, 2, (80, frames)).astype(np.float32)
    whole = converted(mel, [])
    assert whole.shape == (80, int(frames * 300 / 24_000 * 22_050 / 256))
    assert np.allclose(converted(mel, sizes), whole, atol=1e-4)


def published_mel(sound: Array) -> Array:
    """Of 22.05 kHz, as HiFi-GAN's own training makes it: window 1024, hop 256, Slaney's bands up to 8 kHz."""
    padded = np.pad(sound, (1024 - 256) // 2, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 1024)[::256] * np.hanning(1025)[:-1]
    mels = np.linspace(0, 15 + np.log(8) / (np.log(6.4) / 27), 82)
    edges = np.where(mels < 15, mels * 200 / 3, 1000 * np.exp((mels - 15) * np.log(6.4) / 27))
    hertz = np.linspace(0, 11_025, 513)
    rising = (hertz - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    falling = (edges[2:, None] - hertz) / (edges[2:] - edges[1:-1])[:, None]
    bank = np.maximum(0, np.minimum(rising, falling)) * (2 / (edges[2:] - edges[:-2]))[:, None]
    return np.log(np.maximum(bank @ np.abs(np.fft.rfft(windows, axis=1)).T, 1e-5))


def test_converted_noise_has_the_level_of_the_published_mel_in_every_band() -> None:
    random = np.random.default_rng(0)
    high = random.normal(0, 0.1, 48_000).astype(np.float32)
    low = np.fft.irfft(np.fft.rfft(high)[: 44_100 // 2 + 1], 44_100).astype(np.float32) * np.float32(44_100 / 48_000)
    ours, published = converted(log_mel(high), []), published_mel(low)
    gap = ours.mean(axis=1) - published[:, : ours.shape[1]].mean(axis=1)
    assert np.abs(gap).mean() < 0.15


def generated(module: torch.nn.Module, mel: Array, padding: int = 0) -> Array:
    mask = np.pad(np.ones((1, mel.shape[2]), np.float32), ((0, 0), (0, padding)))
    with torch.inference_mode():
        made: Array = module(
            torch.from_numpy(np.pad(mel, ((0, 0), (0, 0), (0, padding)))), torch.from_numpy(mask)
        ).numpy()
    return made[: 256 * mel.shape[2]]


def test_the_generator_notices_neither_padding_nor_what_is_beyond_its_receptive_field() -> None:
    torch.manual_seed(0)
    kind = NETWORKS["hifigan.generator"]
    module, field = kind.build().eval(), kind.spec.receptive_field
    mel = np.random.default_rng(0).normal(-5, 2, (1, 80, field + 10)).astype(np.float32)
    whole = generated(module, mel)
    np.testing.assert_allclose(generated(module, mel, padding=3), whole, atol=1e-6)
    np.testing.assert_allclose(generated(module, mel[..., :-4])[: 256 * 6], whole[: 256 * 6], atol=1e-6)
    assert np.abs(generated(module, mel[..., :10]) - whole[: 256 * 10]).max() > 1e-4
