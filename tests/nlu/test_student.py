"""The model that ships, as it is used."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu import NluError
from nlu.student import MODEL, Student, annotated, open_student


@pytest.fixture(scope="module")
def student() -> Student:
    return open_student("cpu")


@pytest.mark.parametrize(
    ("locale", "text", "intent", "slots"),
    [
        pytest.param(
            *("en-US", "Wake me up at seven tomorrow.", "alarm_set", {"time": "seven", "date": "tomorrow"}),
            marks=pytest.mark.xfail(reason="read as one time, from which the values are still told", strict=True),
        ),
        ("en-US", "Wake me up tomorrow at seven.", "alarm_set", {"time": "seven", "date": "tomorrow"}),
        ("de-DE", "wie wird das wetter in berlin", "weather_query", {"place_name": "berlin"}),
        ("es-ES", "pon una alarma a las ocho", "alarm_set", {"time": "ocho"}),
        ("fr-FR", "quelle heure est-il à tokyo", "datetime_query", {"place_name": "tokyo"}),
        ("ja-JP", "明日の天気を教えて", "weather_query", {"date": "明日"}),
        ("hi-IN", "सुबह सात बजे का अलार्म लगाओ", "alarm_set", {}),
    ],
)
def test_a_plain_wish_is_understood(
    student: Student, locale: str, text: str, intent: str, slots: dict[str, str]
) -> None:
    found = student.understand(text, locale)
    assert found.intent == intent
    for name, value in slots.items():
        assert value in " ".join(found.texts(name))


def test_slots_point_into_the_text(student: Student) -> None:
    text = "  Remind me, please, to call Anna on Friday!!! "
    for slot in student.understand(text, "en-US").slots:
        assert text[slot.start : slot.end] == slot.text


def test_readings_are_sorted_probabilities(student: Student) -> None:
    confidences = [reading.confidence for reading in student.understand("turn the lights off", "en-US").readings]
    assert confidences == sorted(confidences, reverse=True)
    assert min(confidences) >= 0
    assert sum(confidences) <= 1 + 1e-5


@pytest.mark.parametrize("text", ["", "   ", "?!", "\x00\x1b", "🙂", "a" * 10_000, "你好" * 5_000, "e\u0301" * 3000])
def test_odd_texts_are_read_without_fuss(student: Student, text: str) -> None:
    found = student.understand(text, "en-US")
    assert np.isfinite(found.confidence)


def test_nothing_said_is_out_of_scope(student: Student) -> None:
    assert not student.understand(" \t ?", "en-US").in_scope


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_slots_inside_it(student: Student, text: str) -> None:
    found = student.understand(text, "en-US")
    end = 0
    for slot in found.slots:
        assert end <= slot.start < slot.end <= len(text)
        end = slot.end
    str(annotated(found))


def test_the_language_is_enough_to_name_a_locale(student: Student) -> None:
    assert student.understand("hallo", "de").locale == "de-DE"
    assert student.understand("hello", "en_GB").locale == "en-US"


def test_an_unknown_locale_is_an_error_that_names_the_known(student: Student) -> None:
    with pytest.raises(NluError) as error:
        student.understand("hello", "tlh-KX")
    assert error.value.code == "locale.unknown"
    assert "en-US" in error.value.remedy


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    shutil.copytree(MODEL, tmp_path / "model")
    with (tmp_path / "model" / "student.onnx").open("r+b") as file:
        file.seek(1000)
        file.write(b"\xff\xff")
    with pytest.raises(NluError) as error:
        open_student("cpu", tmp_path / "model")
    assert error.value.code == "model.corrupt"


def test_a_missing_model_is_said(tmp_path: Path) -> None:
    with pytest.raises(NluError) as error:
        open_student("cpu", tmp_path)
    assert error.value.code == "model.missing"


@pytest.mark.parametrize("content", ["{", "[]", '{"shape": {}}', '{"shape": {"wheels": 4}, "locales": []}'])
def test_a_card_that_is_none_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "card.json").write_text(content)
    with pytest.raises(NluError) as error:
        open_student("cpu", tmp_path)
    assert error.value.code == "model.corrupt"
