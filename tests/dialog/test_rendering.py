from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from dialog import Choices, DialogError, Message, Renderer
from dialog.rendering import format_day, format_length
from dialog.testing import BERLIN, Talk
from skills.arithmetic import Arithmetic


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-US", "1 hour and 20 minutes"),
        ("de-DE", "1 Stunde und 20 Minuten"),
        ("fr-FR", "1 heure et 20 minutes"),
        ("hi-IN", "1 घंटा और 20 मिनट"),
        ("ja-JP", "1 時間、20 分"),
        ("ar-SA", "ساعة و٢٠ دقيقة"),
    ],
)
def test_a_length_is_said_in_two_units_as_the_locale_does(locale: str, text: str) -> None:
    said = format_length(timedelta(hours=1, minutes=20, seconds=3), locale)
    assert said.replace("20", "٢٠") == text if locale == "ar-SA" else said == text


@pytest.mark.parametrize(
    ("locale", "text"),
    [("en-US", "Saturday, November 21"), ("de-DE", "Samstag, 21. November"), ("ja-JP", "11月21日土曜日")],
)
def test_a_day_is_said_without_its_year(locale: str, text: str) -> None:
    assert format_day(date(2026, 11, 21), locale) == text


def render(value: object, locale: str = "en-US") -> str:
    return Renderer({}).render([Message("dialog-said", {"text": value})], locale)


def test_values_are_written_as_the_locale_writes_them() -> None:
    assert render(("a", "b", "c")) == "a, b, and c"
    assert render(Choices(("a", "b")), "de-DE") == "a oder b"
    assert render(datetime(2026, 11, 21, 18, 5, tzinfo=BERLIN)) == "6:05 PM"
    assert render(datetime(2026, 11, 21, 18, 5, tzinfo=BERLIN), "fr-FR") == "18:05"
    assert render(frozenset({0, 2})) == "Monday and Wednesday"
    assert render(Message("dialog-do-that")) == "do that"


def test_plurals_follow_the_grammar_of_the_locale(talk: Talk) -> None:
    def cancelled(count: int, locale: str) -> str:
        return talk.dialog.renderer.render([Message("timers-cancelled", {"count": count})], locale)

    assert (cancelled(1, "en-US"), cancelled(3, "en-US")) == ("Timer cancelled.", "3 timers cancelled.")
    assert (cancelled(1, "de-DE"), cancelled(3, "de-DE")) == ("Der Timer ist gelöscht.", "3 Timer sind gelöscht.")


def test_results_are_grouped_as_the_locale_does(talk: Talk) -> None:
    message = Message("arithmetic-result", {"result": Decimal("1234567.5")})
    assert talk.dialog.renderer.render([message], "en-US") == "1,234,567.5."
    assert talk.dialog.renderer.render([message], "de-DE") == "1.234.567,5."


def test_a_message_that_nobody_wrote_is_an_error() -> None:
    with pytest.raises(DialogError) as error:
        Renderer({}).render([Message("dialog-nowhere")], "en-US")
    assert error.value.code == "message.unknown"


def test_a_message_with_a_missing_argument_is_an_error() -> None:
    with pytest.raises(DialogError) as error:
        Renderer({}).render([Message("dialog-said")], "en-US")
    assert error.value.code == "message.broken"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (99999999999 * 99999999999, "9,999,999,999,800,000,000,001."),
        (10**33 + 1, "1," + "000," * 10 + "001."),
        (Decimal("0.1"), "0.1."),
    ],
)
def test_a_number_of_any_length_is_said_whole(number: int | Decimal, said: str) -> None:
    renderer = Renderer.of_skills([Arithmetic(services=None)])
    assert renderer.render([Message("arithmetic-result", {"result": number})], "en-US") == said
