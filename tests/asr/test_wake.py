from pathlib import Path

import numpy as np
import pytest

from asr import AsrError
from asr.microwakeword.graph import wake_graph
from asr.wake import PHRASES, WakeDetector
from lab.asr.non_speech import NON_SPEECH
from runtime import Audio, Device, RuntimeRoomError, probe, sessions

pytest.importorskip("pymicro_wakeword")


def woken(detector: WakeDetector, samples: np.ndarray) -> list[str]:
    frames = (Audio(samples[at : at + 512].astype(np.float32), 16000) for at in range(0, len(samples), 512))
    return [phrase for frame in frames if (phrase := detector.push(frame))]


@pytest.mark.parametrize(("said", "phrase"), [("Hey Jarvis.", "hey_jarvis"), ("Alexa.", "alexa")])
def test_a_phrase_wakes_and_is_named(say, said: str, phrase: str) -> None:
    silence = np.zeros(16000, np.float32)
    assert woken(WakeDetector(PHRASES), np.concatenate([silence, say(said).samples, silence])) == [phrase]


def test_non_speech_wakes_nobody() -> None:
    sound = np.concatenate([np.clip(make(3.0, 7), -1, 1) for make in NON_SPEECH])
    assert woken(WakeDetector(PHRASES), sound) == []


@pytest.mark.parametrize("size", [0, 1, 160, 333, 16000])
def test_pieces_of_any_length_are_taken(size: int) -> None:
    assert WakeDetector(["alexa"]).push(Audio(np.zeros(size, np.float32), 16000)) is None


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (Audio(np.zeros(512, np.float32), 8000), "audio.rate"),
        (Audio(np.full(512, np.nan, np.float32), 16000), "audio.not_finite"),
    ],
)
def test_sound_that_does_not_fit_is_refused(frame: Audio, code: str) -> None:
    with pytest.raises(AsrError) as caught:
        WakeDetector(["alexa"]).push(frame)
    assert caught.value.code == code


def test_an_unknown_phrase_is_refused_with_those_there_are() -> None:
    with pytest.raises(AsrError, match="okay_nabu") as caught:
        WakeDetector(["hello_dear"])
    assert caught.value.code == "wake.unknown"


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pymicro_wakeword", None)
    with pytest.raises(AsrError, match="wake") as caught:
        WakeDetector(["alexa"])
    assert caught.value.code == "wake.missing"


@pytest.mark.parametrize("device", ["fixed", "cuda"])
def test_on_another_runtime_the_same_is_heard(say, device: Device) -> None:
    if not probe(device).available:
        pytest.skip(probe(device).why)
    silence = np.zeros(16000, np.float32)
    sound = np.concatenate([silence, say("Hey Jarvis.").samples, silence, say("Alexa.").samples, silence])
    theirs, ours = (heard(WakeDetector(PHRASES, device=one), sound) for one in ("cpu", device))
    np.testing.assert_allclose(ours, theirs, atol=0.1)


def heard(detector: WakeDetector, samples: np.ndarray) -> list[list[float]]:
    frames = (Audio(samples[at : at + 512].astype(np.float32), 16000) for at in range(0, len(samples), 512))
    return [list(detector.probabilities(frame).values()) for frame in frames]


@pytest.mark.parametrize("device", ["cpu", "fixed"])
def test_it_is_known_where_a_phrase_runs(device: Device) -> None:
    detector = WakeDetector(["alexa"], device=device)
    (choice,) = [one.choice for one in sessions() if one.spec.name == "asr.wake.alexa"]
    assert (choice.asked, choice.got) == (device, device if probe(device).available else "cpu")
    assert detector.push(Audio(np.zeros(512, np.float32), 16000)) is None


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    for damage in (b"", b"damaged", b"\x1c\0\0\0TFL3" + bytes(40)):
        (tmp_path / "alexa.tflite").write_bytes(damage)
        with pytest.raises(RuntimeRoomError, match=r"alexa.tflite") as caught:
            wake_graph("alexa", tmp_path / "alexa.tflite", tmp_path)
        assert caught.value.code == "model.corrupt"
