from pathlib import Path

import numpy as np
import pytest

from asr import AsrError
from asr.non_speech import NON_SPEECH
from asr.wake import PHRASES, UNREADABLE, WakeDetector
from runtime import Audio, sessions

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


def test_wake_words_say_where_they_run_and_why_nowhere_else() -> None:
    detector = WakeDetector(["alexa"], device="fixed")
    (choice,) = [one.choice for one in sessions() if one.spec.name == "asr.wake.alexa"]
    assert (choice.asked, choice.got, choice.fell_back) == ("fixed", "cpu", True)
    assert choice.why == f"runtime 'fixed' is not available: asr.wake.alexa {UNREADABLE}"
    assert detector.push(Audio(np.zeros(512, np.float32), 16000)) is None


@pytest.mark.parametrize("phrase", PHRASES)
def test_openvino_does_not_read_their_files(phrase: str) -> None:
    openvino, package = pytest.importorskip("openvino"), pytest.importorskip("pymicro_wakeword")
    with pytest.raises(RuntimeError, match="RESOURCE"):
        openvino.Core().read_model(Path(package.__file__).parent / "models" / f"{phrase}.tflite")
