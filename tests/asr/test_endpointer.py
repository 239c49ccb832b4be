import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asr.activity import FRAME_SECONDS
from asr.endpointer import Endpointer, Pauses

anything = st.one_of(st.floats(0, 1), st.just(math.nan), st.just(math.inf), st.just(-1.0))


def frames(seconds: float) -> int:
    return math.ceil(seconds / FRAME_SECONDS)


def push_all(endpointer: Endpointer, probability: float, seconds: float) -> str:
    state = endpointer.state
    for _ in range(frames(seconds)):
        state = endpointer.push(probability)
    return state


@pytest.fixture
def endpointer() -> Endpointer:
    return Endpointer(Pauses(lower=0.3, upper=0.9, patience=3.0, longest=6.0))


def test_silence_times_out(endpointer: Endpointer) -> None:
    assert push_all(endpointer, 0.0, 2.9) == "waiting"
    assert push_all(endpointer, 0.0, 0.2) == "timed_out"


def test_speech_and_then_a_pause_ends(endpointer: Endpointer) -> None:
    assert push_all(endpointer, 0.9, 1.0) == "speaking"
    assert push_all(endpointer, 0.1, 0.5) == "pausing"
    assert push_all(endpointer, 0.1, 0.2) == "ended"


def test_a_complete_sentence_ends_after_the_lower_pause(endpointer: Endpointer) -> None:
    push_all(endpointer, 0.9, 1.0)
    endpointer.complete = 1.0
    assert push_all(endpointer, 0.1, 0.31) == "ended"


def test_a_torso_ends_after_the_upper_pause_only(endpointer: Endpointer) -> None:
    push_all(endpointer, 0.9, 1.0)
    endpointer.complete = 0.0
    assert push_all(endpointer, 0.1, 0.8) == "pausing"
    assert push_all(endpointer, 0.1, 0.13) == "ended"


def test_a_pause_within_a_sentence_is_bridged(endpointer: Endpointer) -> None:
    push_all(endpointer, 0.9, 1.0)
    push_all(endpointer, 0.1, 0.4)
    assert push_all(endpointer, 0.9, 0.1) == "speaking"
    assert endpointer.pause == 0


def test_a_click_is_no_utterance(endpointer: Endpointer) -> None:
    endpointer.push(0.99)
    assert push_all(endpointer, 0.1, 0.6) == "waiting"


def test_clicks_do_not_prolong_the_patience(endpointer: Endpointer) -> None:
    states = [endpointer.push(0.99 if index % 20 == 0 else 0.1) for index in range(frames(3.1))]
    assert states[-1] == "timed_out"


def test_endless_speech_is_ended(endpointer: Endpointer) -> None:
    assert push_all(endpointer, 1.0, 6.1) == "ended"


@pytest.mark.parametrize(("spoken", "state"), [(0.0, "timed_out"), (1.0, "ended")])
def test_the_end_of_the_stream_ends(endpointer: Endpointer, spoken: float, state: str) -> None:
    push_all(endpointer, 0.9, spoken)
    assert endpointer.finish() == state


@given(st.lists(anything, max_size=40), st.floats(0, 1) | st.just(math.nan))
def test_no_input_keeps_the_endpoint_from_coming(pattern: list[float], complete: float) -> None:
    endpointer = Endpointer(Pauses(lower=0.3, upper=0.9, patience=2.0, longest=4.0))
    endless = (pattern or [0.7]) * 400
    for probability in endless[: frames(2.0) + frames(4.0)]:
        endpointer.complete = complete
        endpointer.push(probability)
    assert endpointer.state in ("ended", "timed_out")


@given(st.lists(anything, max_size=300))
def test_after_the_end_nothing_changes(pattern: list[float]) -> None:
    endpointer = Endpointer(Pauses(patience=1.0, longest=2.0))
    states = [endpointer.push(probability) for probability in pattern]
    over = [state for state in states if state in ("ended", "timed_out")]
    assert len(set(over)) <= 1
    assert states[len(states) - len(over) :] == over


@pytest.mark.parametrize("wrong", [{"lower": 1.1}, {"lower": 0.0}, {"silence": 0.9}, {"onset": 0.7}, {"patience": 0.0}])
def test_limits_that_contradict_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="need"):
        Pauses(**wrong)
