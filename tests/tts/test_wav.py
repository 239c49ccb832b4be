"""Speech into files."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from runtime import Audio
from tts.errors import TtsError
from tts.wav import write_wav

SOUND = Audio(np.linspace(-1, 1, 1000, dtype=np.float32), 24_000)


def test_stretches_are_joined_in_order(tmp_path: Path) -> None:
    assert write_wav(tmp_path / "a.wav", iter([SOUND, SOUND])) == pytest.approx(2000 / 24_000)
    samples, rate = soundfile.read(tmp_path / "a.wav", dtype="float32")
    assert rate == 24_000
    assert np.abs(samples - np.tile(SOUND.samples, 2)).max() < 1e-4


def test_no_audio_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TtsError) as caught:
        write_wav(tmp_path / "a.wav", iter([]))
    assert caught.value.code == "wav.empty" and not (tmp_path / "a.wav").exists()


def test_a_path_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TtsError) as caught:
        write_wav(tmp_path / "no" / "a.wav", SOUND)
    assert caught.value.code == "wav.unwritable"
