import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asr.wake import Wake, WakeDetector
from assistant.ears import PATIENCE, SILENT, Ears, loudness
from runtime import Audio


async def heard(ears: Ears, count: int = 1) -> list[bool]:
    """For each of some loud frames, whether it got through."""

    async def loud():
        for _ in range(count):
            yield Audio(np.ones(512, np.float32), 16_000)

    return [bool(frame.samples.any()) async for frame in ears.hear(loud())]


@pytest.mark.parametrize(("mode", "through"), [("open", True), ("muted", False), ("push", False)])
async def test_the_mode_decides_what_gets_through(mode, through: bool) -> None:
    assert await heard(Ears(mode, lambda: False), 2) == [through, through]


async def test_a_push_lets_sound_through_until_the_utterance_is_over() -> None:
    ears = Ears("push", lambda: False)
    ears.push()
    assert await heard(ears, 2) == [True, True]
    ears.release()
    assert await heard(ears) == [False]


async def test_ears_that_were_opened_long_ago_close_when_nobody_speaks() -> None:
    ears = Ears("push", lambda: False)
    ears.push()
    await heard(ears)
    ears.give_up()
    assert ears.open
    await heard(ears, 1 + int(PATIENCE / 0.032))
    ears.give_up()
    assert not ears.open


async def through(ears: Ears, sound: np.ndarray) -> np.ndarray:
    async def frames():
        for start in range(0, len(sound) - 511, 512):
            yield Audio(sound[start : start + 512], 16_000)

    return np.concatenate([frame.samples async for frame in ears.hear(frames())])


@pytest.fixture
def jarvis(say) -> np.ndarray:
    pytest.importorskip("pymicro_wakeword")
    silence = np.zeros(16_000, np.float32)
    return np.concatenate([silence, say("Hey Jarvis.").samples, silence])


async def test_a_wake_word_opens_the_ears_for_what_follows_it(jarvis: np.ndarray, say) -> None:
    phrases: list[str] = []
    ears = Ears("wake", lambda: False, wake=WakeDetector(["hey_jarvis", "okay_nabu"]), woken=phrases.append)
    command = say("Turn off the lights.").samples
    passed = await through(ears, np.concatenate([jarvis, command]))
    assert phrases == ["hey_jarvis"]
    assert not passed[: len(jarvis) - 24_000].any()
    assert np.array_equal(passed[len(jarvis) :], command[: len(passed) - len(jarvis)])


async def test_other_speech_does_not_open_them(jarvis: np.ndarray, say) -> None:
    ears = Ears("wake", lambda: False, wake=WakeDetector(["hey_jarvis", "okay_nabu"]))
    assert not (await through(ears, say("Turn off the lights.").samples)).any()


async def test_a_wake_word_is_heard_while_the_assistant_speaks(jarvis: np.ndarray) -> None:
    speaking = [True]
    ears = Ears(
        "wake",
        lambda: speaking[0],
        wake=WakeDetector(["hey_jarvis"]),
        woken=lambda _: speaking.clear() or speaking.append(False),
    )
    await through(ears, jarvis)
    assert ears.open


async def test_a_wake_word_said_twice_in_a_row_counts_once(jarvis: np.ndarray) -> None:
    phrases: list[str] = []
    detector = WakeDetector(["hey_jarvis"], Wake(refractory=30.0))
    await through(Ears("wake", lambda: False, wake=detector, woken=phrases.append), np.tile(jarvis, 2))
    assert phrases == ["hey_jarvis"]


async def test_nothing_is_heard_while_the_assistant_must_not_hear() -> None:
    assert await heard(Ears("open", lambda: True)) == [False]


@given(st.floats(1e-4, 1.0))
def test_the_level_of_a_steady_signal_is_its_power(level: float) -> None:
    frame = Audio(np.full(512, level, np.float32), 16_000)
    assert loudness(frame) == pytest.approx(20 * np.log10(level), abs=0.01)


@pytest.mark.parametrize("length", [0, 512])
def test_silence_has_the_lowest_level(length: int) -> None:
    assert loudness(Audio(np.zeros(length, np.float32), 16_000)) == SILENT
