from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from asr import AsrError
from asr.audio_file import read_audio, stream_audio


def tone(rate: int, seconds: float = 1.0, hertz: float = 440.0) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * hertz * np.arange(int(rate * seconds)) / rate)).astype(np.float32)


def code_of(path: Path, **limits: float) -> str:
    with pytest.raises(AsrError) as caught:
        read_audio(path, **limits)
    assert caught.value.remedy
    return caught.value.code


@pytest.mark.parametrize("suffix", ["wav", "flac", "ogg"])
def test_a_common_format_keeps_its_length_and_level(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"tone.{suffix}"
    soundfile.write(path, tone(16000), 16000)
    audio = read_audio(path)
    assert (audio.rate, len(audio.samples), audio.samples.dtype) == (16000, 16000, np.float32)
    assert np.sqrt(np.mean(audio.samples**2)) == pytest.approx(0.3536, abs=0.01)


@pytest.mark.parametrize("rate", [8000, 44100, 48000, 192000])
def test_another_rate_is_resampled_to_the_same_tone(tmp_path: Path, rate: int) -> None:
    path = tmp_path / "tone.wav"
    soundfile.write(path, tone(rate, 1.5), rate)
    audio = read_audio(path)
    assert len(audio.samples) == pytest.approx(24000, abs=2)
    middle = audio.samples[4000:20000]
    assert np.abs(middle - tone(16000, 1.5)[4000:20000]).max() < 1e-3


def test_eight_channels_are_averaged(tmp_path: Path) -> None:
    path = tmp_path / "eight.wav"
    channels = np.stack([tone(16000, hertz=440.0) * share for share in np.linspace(0, 1, 8)], axis=1)
    soundfile.write(path, channels, 16000, subtype="FLOAT")
    assert np.abs(read_audio(path).samples - 0.5 * tone(16000)).max() < 1e-4


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert code_of(tmp_path / "nowhere.wav") == "audio.missing"


def test_a_folder_is_not_sound(tmp_path: Path) -> None:
    assert code_of(tmp_path) == "audio.unreadable"


def test_a_file_of_no_bytes_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.wav"
    path.touch()
    assert code_of(path) == "audio.empty"


def test_a_file_of_no_samples_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "empty.wav"
    soundfile.write(path, np.zeros(0, np.float32), 16000)
    assert code_of(path) == "audio.empty"


def test_text_is_not_sound(tmp_path: Path) -> None:
    path = tmp_path / "letter.wav"
    path.write_text("Dear Sir or Madam, " * 100)
    assert code_of(path) == "audio.unreadable"


@pytest.mark.parametrize("suffix", ["wav", "flac", "ogg"])
@pytest.mark.parametrize("kept", [0.3, 0.9])
def test_half_a_download_is_truncated(tmp_path: Path, suffix: str, kept: float) -> None:
    path = tmp_path / f"cut.{suffix}"
    noise = np.random.default_rng(0).normal(0, 0.1, 48000).astype(np.float32)
    soundfile.write(path, noise, 16000)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(kept * len(whole))])
    assert code_of(path) == "audio.truncated"


def test_a_wav_out_of_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "piped.wav"
    soundfile.write(path, tone(16000), 16000)
    whole = bytearray(path.read_bytes())
    whole[4:8] = whole[40:44] = b"\xff\xff\xff\xff"
    path.write_bytes(whole)
    assert len(read_audio(path).samples) == 16000


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_samples_that_are_no_numbers_are_refused(tmp_path: Path, bad: float) -> None:
    path = tmp_path / "bad.wav"
    samples = tone(16000)
    samples[8000] = bad
    soundfile.write(path, samples, 16000, subtype="FLOAT")
    assert code_of(path) == "audio.not_finite"


def test_samples_beyond_full_scale_are_clipped(tmp_path: Path) -> None:
    path = tmp_path / "loud.wav"
    soundfile.write(path, 8 * tone(16000), 16000, subtype="FLOAT")
    assert np.abs(read_audio(path).samples).max() == 1.0


def test_an_hour_is_refused_but_can_be_streamed_in_small_pieces(tmp_path: Path) -> None:
    path = tmp_path / "hour.flac"
    with soundfile.SoundFile(path, "w", 8000, 1) as file:
        for _ in range(60):
            file.write(np.zeros(60 * 8000, np.int16))
    assert code_of(path) == "audio.too_long"
    lengths = [len(part.samples) for part in stream_audio(path)]
    assert max(lengths) < 20000
    assert sum(lengths) == 3600 * 16000


@settings(max_examples=25, deadline=None)
@given(
    rate=st.integers(4000, 96000),
    samples=st.integers(1, 30000),
    block=st.floats(0.01, 2.0),
)
def test_the_size_of_the_pieces_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, rate: int, samples: int, block: float
) -> None:
    path = tmp_path_factory.mktemp("pieces") / "noise.wav"
    noise = np.random.default_rng(samples).uniform(-0.5, 0.5, samples)
    soundfile.write(path, noise, rate)
    whole = read_audio(path) if samples > 100 else None
    pieces = [part.samples for part in stream_audio(path, block=block)]
    if whole is not None:
        joined = np.concatenate(pieces)
        assert len(joined) == len(whole.samples)
        assert np.abs(joined - whole.samples).max() < 1e-4
