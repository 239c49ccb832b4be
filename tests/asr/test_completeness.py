import pytest

from asr.completeness import completeness
from asr.transcript import Hypothesis, Transcript


def score(text: str) -> float:
    return completeness(Transcript((Hypothesis(text, 1.0),), "en"))


@pytest.mark.parametrize("text", ["", "Set a timer for", "Set a timer for.", "Turn off the", "Add milk and", "Well,"])
def test_a_torso_is_incomplete(text: str) -> None:
    assert score(text) == 0.0


@pytest.mark.parametrize("text", ["Set a timer for ten minutes.", "What time is it?", "Yes."])
def test_a_sentence_is_complete(text: str) -> None:
    assert score(text) == 1.0


def test_without_a_full_stop_it_may_go_on() -> None:
    assert 0.0 < score("Turn off the lights") < 1.0
