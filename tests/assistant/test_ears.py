import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ears import SILENT, Ears, loudness
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


async def test_nothing_is_heard_while_the_assistant_must_not_hear() -> None:
    assert await heard(Ears("open", lambda: True)) == [False]


@given(st.floats(1e-4, 1.0))
def test_the_level_of_a_steady_signal_is_its_power(level: float) -> None:
    frame = Audio(np.full(512, level, np.float32), 16_000)
    assert loudness(frame) == pytest.approx(20 * np.log10(level), abs=0.01)


@pytest.mark.parametrize("length", [0, 512])
def test_silence_has_the_lowest_level(length: int) -> None:
    assert loudness(Audio(np.zeros(length, np.float32), 16_000)) == SILENT
