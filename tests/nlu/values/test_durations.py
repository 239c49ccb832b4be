from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.values import resolve_duration


@pytest.mark.parametrize(
    ("locale", "text", "minutes"),
    [
        ("en-US", "ten minutes", 10),
        ("en-US", "an hour and a half", 90),
        ("en-US", "two and a half hours", 150),
        ("en-US", "one hour and twenty minutes", 80),
        ("en-US", "a quarter of an hour", 15),
        ("en-US", "ninety seconds", 1.5),
        ("en-US", "twenty second", 1 / 3),
        ("de-DE", "eine stunde und fünf minuten", 65),
        ("de-DE", "anderthalb stunden", 90),
        ("es-ES", "hora y media", 90),
        ("fr-FR", "une demi-heure", 30),
        ("it-IT", "dieci minuti", 10),
        ("pt-PT", "dez minutos", 10),
        ("nl-NL", "anderhalf uur", 90),
        ("hi-IN", "पाँच मिनट", 5),
        ("hi-IN", "डेढ़ घंटे", 90),
        ("ja-JP", "一時間半", 90),
        ("ja-JP", "二十五分", 25),
        ("zh-CN", "两个小时", 120),
        ("ar-SA", "عشر دقائق", 10),
        ("tr-TR", "yirmi beş dakikalık", 25),
        ("ru-RU", "двадцать пять минут", 25),
        ("sw-KE", "dakika kumi", 10),
        ("ko-KR", "십 분", 10),
    ],
)
def test_a_length_of_time_is_read_in_the_words_of_its_language(locale: str, text: str, minutes: float) -> None:
    assert resolve_duration(text, locale) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "banana", "six am", "minutes", "zero minutes", "nine billion weeks"])
def test_words_without_a_length_have_none(text: str) -> None:
    assert resolve_duration(text, "en-US") is None


@settings(deadline=None)
@given(st.text(max_size=40), st.sampled_from(["en-US", "de-DE", "hi-IN", "ja-JP", "ar-SA", "xx-YY"]))
def test_any_text_is_read_or_refused_without_an_error(text: str, locale: str) -> None:
    length = resolve_duration(text, locale)
    assert length is None or length > timedelta(0)
