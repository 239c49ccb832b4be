import sys

import numpy as np
import pytest
import soxr
from hypothesis import given, settings
from hypothesis import strategies as st

from asr import AsrError, Recognizer
from asr.echo import EchoCanceller
from lab.asr.acoustics import echo_of
from runtime import Audio

pytest.importorskip("livekit.rtc")
REPLY = "It is a quarter past ten. Tomorrow it will be sunny, with a high of twenty degrees and rain in the evening."


def heard_by(canceller: EchoCanceller, microphone: np.ndarray, speaker: np.ndarray) -> np.ndarray:
    """What is left of the microphone while the speaker plays."""
    left = []
    for at in range(0, len(microphone) - 511, 512):
        canceller.played(speaker[at : at + 512].astype(np.float32), 16000)
        left.append(canceller.clean(Audio(microphone[at : at + 512].astype(np.float32), 16000)).samples)
    return np.concatenate(left)


def words(recognizer: Recognizer, samples: np.ndarray) -> str:
    return recognizer.transcribe(Audio(samples.astype(np.float32), 16000)).text.lower()


@pytest.fixture
def reply(say) -> np.ndarray:
    return say(REPLY).samples


def test_the_own_voice_is_not_heard_once_its_echo_is_known(recognizer: Recognizer, reply: np.ndarray) -> None:
    canceller = EchoCanceller()
    echo = echo_of(reply, seconds=0.3, delay=0.05, seed=1)
    heard_by(canceller, echo, reply)
    assert canceller.converged
    assert "quarter past ten" in words(recognizer, echo)
    assert words(recognizer, heard_by(canceller, echo, reply)) == ""


def test_somebody_who_interrupts_as_loudly_is_heard(recognizer: Recognizer, reply: np.ndarray, say) -> None:
    canceller = EchoCanceller()
    echo = echo_of(reply, seconds=0.3, delay=0.05, seed=1)
    heard_by(canceller, echo, reply)
    person = soxr.resample(say("Stop, turn off the lights in the kitchen.").samples, 16000, 14000)  # a higher voice
    person *= np.sqrt(np.mean(echo**2) / np.mean(person**2))
    begins, silenced = 32000, 40000  # half a second of speech, and the reply is silenced
    both = np.concatenate([echo[:silenced], np.zeros(begins + len(person) - silenced + 8000, np.float32)])
    both[begins : begins + len(person)] += person
    playing = np.concatenate([reply[:silenced], np.zeros(len(both) - silenced, np.float32)])
    left = words(recognizer, heard_by(canceller, both, playing))
    assert "turn off the lights in the kitchen" in left
    assert "quarter" not in left


def test_until_the_echo_is_known_nobody_should_listen(say) -> None:
    canceller = EchoCanceller()
    heard_by(canceller, say("Yes.").samples, np.zeros(16000, np.float32))
    assert not canceller.converged


def test_a_speaker_that_the_microphone_does_not_hear_needs_no_learning(reply: np.ndarray) -> None:
    canceller = EchoCanceller()
    heard_by(canceller, np.zeros_like(reply), reply)
    assert canceller.converged


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 2000), max_size=8))
def test_as_much_comes_out_as_goes_in_whatever_the_pieces(sizes: list[int]) -> None:
    canceller = EchoCanceller()
    for size in sizes:
        canceller.played(np.zeros(size * 3, np.float32), 48000)
        assert len(canceller.clean(Audio(np.zeros(size, np.float32), 16000)).samples) == size


def test_samples_that_are_no_numbers_do_not_spoil_it(reply: np.ndarray) -> None:
    canceller = EchoCanceller()
    left = canceller.clean(Audio(np.full(512, np.nan, np.float32), 16000))
    assert np.isfinite(left.samples).all()


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "livekit.rtc", None)
    with pytest.raises(AsrError) as caught:
        EchoCanceller()
    assert caught.value.code == "echo.missing"
