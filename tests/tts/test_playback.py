"""The queue between the voice and the sound card."""

import sys
import time
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from runtime import Audio
from tts.errors import TtsError
from tts.playback import NullPlayer, PlaybackQueue, Player, open_player

RATE, BLOCK = 24_000, 240


def tone(samples: int) -> Audio:
    return Audio(np.full(samples, 0.5, np.float32), RATE)


def test_nothing_is_played_until_the_prebuffer_is_full() -> None:
    queue = PlaybackQueue(RATE, prebuffer=0.04)
    queue.put(tone(900), last=False)
    assert not queue.read(BLOCK).any()
    queue.put(tone(100), last=False)
    assert queue.read(BLOCK).all()


def test_an_utterance_shorter_than_the_prebuffer_is_played() -> None:
    queue = PlaybackQueue(RATE, prebuffer=0.04)
    queue.put(tone(100), last=True)
    assert np.count_nonzero(queue.read(BLOCK)) == 100


@given(st.lists(st.integers(0, 700), min_size=1, max_size=12), st.integers(1, 500))
def test_every_sample_is_played_once_and_in_order(sizes: list[int], block: int) -> None:
    queue = PlaybackQueue(RATE, prebuffer=0)
    ramp = np.arange(1, sum(sizes) + 1, dtype=np.float32)
    for index, part in enumerate(np.split(ramp, np.cumsum(sizes)[:-1])):
        queue.put(Audio(part, RATE), last=index == len(sizes) - 1)
    played = np.concatenate([queue.read(block) for _ in range(len(ramp) // block + 2)])
    assert np.array_equal(played[played > 0], ramp)
    assert queue.report().underruns == 0 and queue.report().played == len(ramp)


@pytest.mark.parametrize("device_rate", [48_000, 44_100, 16_000])
def test_a_device_of_another_rate_gets_the_speech_at_its_own(device_rate: int) -> None:
    queue = PlaybackQueue(RATE, prebuffer=0, output_rate=device_rate)
    sine = (0.3 * np.sin(2 * np.pi * 440 * np.arange(RATE) / RATE)).astype(np.float32)
    for utterance in range(2):
        for start in range(0, RATE, 1000):
            queue.put(Audio(sine[start : start + 1000], RATE), last=start + 1000 == RATE)
        played = queue.read(device_rate)
        heard = np.abs(np.fft.rfft(played * np.hanning(device_rate)))
        assert np.argmax(heard) == 440, utterance
        assert not queue.read(10).any()


def test_an_underrun_in_the_middle_is_counted_and_one_at_the_end_is_not() -> None:
    queue = PlaybackQueue(RATE, prebuffer=0)
    queue.put(tone(300), last=False)
    queue.read(BLOCK)
    queue.read(BLOCK)
    assert queue.report().underruns == 1
    queue.put(tone(10), last=True)
    queue.read(BLOCK)
    queue.read(BLOCK)
    assert queue.report().underruns == 1


def test_after_a_cancel_one_block_fades_out_and_silence_follows() -> None:
    queue = PlaybackQueue(RATE, prebuffer=0)
    queue.put(tone(RATE), last=True)
    queue.read(BLOCK)
    queue.cancel()
    fading = queue.read(BLOCK)
    assert fading[0] > 0.4 and fading[-1] == 0
    assert not queue.read(BLOCK).any()
    assert queue.wait(0)


def test_the_next_utterance_plays_whole_after_a_cancel() -> None:
    queue = PlaybackQueue(RATE, prebuffer=0)
    queue.put(tone(1000), last=False)
    queue.cancel()
    queue.read(BLOCK)
    queue.put(tone(100), last=True)
    assert np.count_nonzero(queue.read(BLOCK)) == 100


def test_volume_scales_the_samples() -> None:
    queue = PlaybackQueue(RATE, prebuffer=0)
    queue.put(tone(BLOCK * 3), last=True)
    queue.volume = 0.5
    assert np.allclose(queue.read(BLOCK), 0.25)


def test_a_volume_out_of_range_and_a_wrong_rate_are_refused() -> None:
    queue = PlaybackQueue(RATE)
    with pytest.raises(TtsError, match="volume"):
        queue.volume = 2.0
    with pytest.raises(TtsError, match="16000 Hz"):
        queue.put(Audio(np.zeros(1, np.float32), 16_000), last=True)


def test_a_player_into_a_file_writes_the_utterance(tmp_path: Path) -> None:
    player = NullPlayer(RATE, tmp_path / "out.wav", pace=50)
    player.put(tone(5000), last=True)
    assert player.wait(5)
    player.close()
    samples, rate = soundfile.read(tmp_path / "out.wav")
    assert rate == RATE and len(samples) == 5000


def test_waiting_for_a_player_that_never_empties_ends_at_the_limit() -> None:
    queue = PlaybackQueue(RATE)
    queue.put(tone(5000), last=True)
    before = time.monotonic()
    assert not queue.wait(0.01)
    assert time.monotonic() > before


def test_without_portaudio_the_error_says_the_one_line_that_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr("ctypes.util.find_library", lambda name: None)
    with pytest.raises(TtsError) as caught:
        Player(RATE)
    assert caught.value.code == "audio.portaudio" and "libportaudio2" in caught.value.remedy


def test_without_a_loudspeaker_the_loop_goes_on_and_knows_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr("ctypes.util.find_library", lambda name: None)
    player = open_player(RATE)
    try:
        assert isinstance(player, NullPlayer) and "PortAudio" in player.why
    finally:
        player.close()
