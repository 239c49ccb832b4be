import sys

import pytest

from lab.nlu.bench.memory import measure_memory
from lab.nlu.bench.rivals import Asked, by_hassil, by_student, meant, race, sampled
from lab.nlu.bench.student import evaluate
from lab.nlu.training.massive import Example
from nlu.annotation import parse
from nlu.student import Student, open_student


@pytest.fixture(scope="module")
def student() -> Student:
    return open_student("cpu")


def asked(text: str, right: str, locale: str = "en-US") -> Asked:
    return Asked(text, locale, meant(right))


def test_readers_are_scored_on_the_same_utterances(student: Student) -> None:
    pytest.importorskip("hassil")
    utterances = [
        asked("turn on the lights in the kitchen", "iot_hue_lighton"),
        asked("what time is it", "datetime_query"),
        asked("i would rather sit in the dark for now you know", "iot_hue_lightoff"),
        asked("turn on the lights in the kitchen", "weather_query"),
    ]
    rivals = race(utterances, {"student": by_student(student), "hassil": by_hassil()})
    assert rivals["hassil"].understood == 75
    assert (rivals["hassil"].right, rivals["hassil"].right_of_shared) == (50, pytest.approx(66.7))
    assert rivals["student"].right >= 50
    assert rivals["student"].milliseconds.rounds == 4


def test_what_hassil_is_given_is_what_it_can_take() -> None:
    pytest.importorskip("hassil")
    read = by_hassil()
    some = sampled(seed=5)
    assert some == sampled(seed=5)
    assert {each.locale for each in some} == {"en", "de", "fr", "es"}
    assert not any("{" in each.text for each in some)
    assert sum(read(each) is not None for each in some[:40]) >= 36


def test_a_locale_is_scored_with_the_trust_its_confidences_deserve(student: Student) -> None:
    annotation = "wake me up at [time : seven]"
    right = Example("1", "en-US", "alarm_set", parse(annotation, "wake me up at seven"))
    wrong = Example("2", "en-US", "weather_query", parse(annotation, "wake me up at seven"))
    trusted, distrusted = evaluate(student, [right]), evaluate(student, [wrong])
    assert (trusted.intent, distrusted.intent) == (100, 0)
    assert trusted.calibration_error < 50 < distrusted.calibration_error


def test_memory_is_that_of_a_fresh_process() -> None:
    memory = measure_memory([("wake me up at seven", "en-US")])
    assert 0 < memory.imported < memory.opened
    if sys.platform == "linux":
        assert 0 < memory.used < memory.opened, "what only loading needed is given back"
    assert 0 < memory.unshared <= memory.used
