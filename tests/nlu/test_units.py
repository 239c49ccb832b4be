import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.units import LONGEST, units


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Set an alarm, please.", ["set", "an", "alarm", "please"]),
        ("wake me at 7 a.m.", ["wake", "me", "at", "7", "a.m."]),
        ("nine p. m.", ["nine", "p.", "m."]),
        ("¿Qué hora es?", ["qué", "hora", "es"]),
        ("今日の天気は？", ["今", "日", "の", "天", "気", "は"]),
        ("play ABBA 曲", ["play", "abba", "曲"]),
        ("  ?! ", []),
        ("", []),
    ],
)
def test_units_are_words_or_single_characters_without_punctuation(text: str, expected: list[str]) -> None:
    assert [unit.text for unit in units(text)] == expected


@given(st.text(max_size=700))
def test_units_are_in_order_and_inside_the_text(text: str) -> None:
    end = 0
    for unit in units(text):
        assert end <= unit.start < unit.end <= min(len(text), LONGEST)
        assert text[unit.start : unit.end].lower() == unit.text
        end = unit.end
