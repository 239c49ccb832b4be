from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unicode_rbnf import RbnfEngine

from nlu.values import resolve_number, resolve_numbers


@pytest.mark.parametrize(
    ("locale", "text", "value"),
    [
        ("en-US", "two hundred and thirteen", "213"),
        ("en-US", "one thousand two hundred point five", "1200.5"),
        ("en-US", "1,250.5", "1250.5"),
        ("de-DE", "1.250,5", "1250.5"),
        ("de-DE", "zwei komma fünf", "2.5"),
        ("hi-IN", "बारह हजार पाँच", "12005"),
        ("hi-IN", "५", "5"),
        ("ja-JP", "三万五千", "35000"),
        ("zh-CN", "两百", "200"),
        ("ar-SA", "ثلاثة عشر", "13"),
        ("tr-TR", "iki bin üç yüz", "2300"),
        ("ru-RU", "двести тридцать", "230"),
    ],
)
def test_a_number_is_read_in_words_or_digits(locale: str, text: str, value: str) -> None:
    assert resolve_number(text, locale) == Decimal(value)


def test_two_numbers_are_not_one() -> None:
    assert resolve_number("five and six", "en-US") is None
    assert resolve_numbers("five and six", "en-US") == (Decimal(5), Decimal(6))


@pytest.mark.parametrize("language", ["ja", "hi", "zh", "ru", "pl", "id"])
@settings(deadline=None)
@given(number=st.integers(0, 99_999))
def test_what_cldr_spells_out_is_read_back(language: str, number: int) -> None:
    texts = RbnfEngine.for_language(language).format_number(number).text_by_ruleset
    assert resolve_number(texts["spellout-numbering"], language) == number


def test_signs_that_make_no_number_are_none() -> None:
    assert resolve_numbers("9.9.9 and 5", "en-US") == (Decimal(5),)


@given(text=st.text("0123456789.,-− ", max_size=60), locale=st.sampled_from(["en-US", "de-DE", "hi-IN", "ja-JP"]))
def test_any_row_of_digits_and_signs_can_be_read(text: str, locale: str) -> None:
    assert all(number.is_finite() for number in resolve_numbers(text, locale))
