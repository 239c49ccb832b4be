"""Texts that were hard to read: each of these took minutes, or for ever."""

from datetime import UTC, datetime

import pytest

from nlu.values import resolve_duration, resolve_numbers, resolve_when, spot_when

NOW = datetime(2026, 11, 21, tzinfo=UTC)
LONG = 20_000


@pytest.mark.parametrize("locale", ["en-US", "de-DE", "zh-CN", "ar-SA", "fi-FI"])
@pytest.mark.parametrize("text", ["9" * LONG, "9." * LONG, "9 " * 2_000, "٣" * LONG, "-" * LONG])
def test_a_row_of_digits_is_no_length_and_no_time(locale: str, text: str) -> None:
    assert resolve_duration(text, locale) is None
    spot_when(text, locale, NOW)
    resolve_when([text], locale, NOW)
    resolve_numbers(text[:1000], locale)
