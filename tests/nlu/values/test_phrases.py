from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.values import resolve_when, spot_when

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=BERLIN)  # a Saturday


def first(locale: str, *texts: str, now: datetime = NOW) -> str:
    when = resolve_when(texts, locale, now)
    moment = when.after(now) if when else None
    return f"{moment:%m-%d %H:%M}" if moment else "never"


@pytest.mark.parametrize(
    ("locale", "texts", "moment"),
    [
        ("en-US", ("six am",), "11-22 06:00"),
        ("en-US", ("six thirty", "morning", "tomorrow"), "11-22 06:30"),
        ("en-US", ("a quarter to seven in the evening",), "11-21 18:45"),
        ("en-US", ("thursday", "seven p. m."), "11-26 19:00"),
        ("en-US", ("noon", "tomorrow"), "11-22 12:00"),
        ("en-US", ("five minutes from now",), "11-21 10:05"),
        ("en-US", ("after five hours",), "11-21 15:00"),
        ("en-US", ("seven a. m. on weekdays",), "11-23 07:00"),
        ("en-US", ("tonight at ten",), "11-21 22:00"),
        ("en-US", ("midnight",), "11-22 00:00"),
        ("de-DE", ("halb sieben",), "11-22 06:30"),
        ("de-DE", ("morgen", "früh", "um sechs uhr"), "11-22 06:00"),
        ("de-DE", ("acht uhr", "heute abend"), "11-21 20:00"),
        ("de-DE", ("jeden wochentag", "sieben uhr"), "11-23 07:00"),
        ("es-ES", ("mañana", "a las seis y cuarto"), "11-22 06:15"),
        ("es-ES", ("las siete menos cuarto de la tarde",), "11-21 18:45"),
        ("fr-FR", ("six heures et demie", "matin", "demain"), "11-22 06:30"),
        ("it-IT", ("sette e mezza di sera",), "11-21 19:30"),
        ("pt-PT", ("sete da manhã",), "11-22 07:00"),
        ("nl-NL", ("half zeven 's ochtends",), "11-22 06:30"),
        ("hi-IN", ("कल", "सुबह", "साढ़े छह बजे"), "11-22 06:30"),
        ("hi-IN", ("रात नौ बजे",), "11-21 21:00"),
        ("ja-JP", ("明日", "朝", "六時半"), "11-22 06:30"),
        ("ja-JP", ("五分後",), "11-21 10:05"),
        ("zh-CN", ("明天早上七点半",), "11-22 07:30"),
        ("ar-SA", ("السابعة صباحا",), "11-22 07:00"),
        ("tr-TR", ("yarın sabah yedi buçukta",), "11-22 07:30"),
    ],
)
def test_a_moment_is_read_in_the_words_of_its_language(locale: str, texts: tuple[str, ...], moment: str) -> None:
    assert first(locale, *texts) == moment


def test_an_hour_without_a_half_of_the_day_is_the_next_one_to_come() -> None:
    assert first("en-US", "half past six") == "11-21 18:30"
    assert first("en-US", "half past six", now=NOW.replace(hour=20)) == "11-22 06:30"


def test_parts_of_a_time_may_be_missing() -> None:
    day_only = resolve_when(["june third"], "en-US", NOW)
    assert day_only is not None
    assert (day_only.day, day_only.clock, day_only.after(NOW)) == (date(2027, 6, 3), None, None)


def test_a_later_answer_fills_in_what_was_missing() -> None:
    day, clock = resolve_when(["tomorrow"], "en-US", NOW), resolve_when(["at eight am"], "en-US", NOW)
    assert day and clock
    assert day.merged(clock).after(NOW) == datetime(2026, 11, 22, 8, 0, tzinfo=BERLIN)


def test_recurring_days_are_kept_apart_from_the_hour() -> None:
    when = resolve_when(["mondays and wednesdays at eight am"], "en-US", NOW)
    assert when is not None
    assert (when.repeat, when.clock) == ({0, 2}, time(8, 0))


def test_words_that_are_no_time_have_none() -> None:
    assert resolve_when(["banana"], "en-US", NOW) is None
    assert resolve_when([], "en-US", NOW) is None


def test_a_time_that_the_change_to_summer_time_skips_moves_forward() -> None:
    night_before = datetime(2026, 3, 28, 22, 0, tzinfo=BERLIN)
    assert first("de-DE", "halb drei nachts", now=night_before) == "03-29 03:30"


def test_five_hours_from_now_are_five_real_hours_across_the_change() -> None:
    before = datetime(2026, 3, 29, 0, 0, tzinfo=BERLIN)
    assert first("en-US", "in five hours", now=before) == "03-29 06:00"


@settings(deadline=None)
@given(st.text(max_size=40), st.sampled_from(["en-US", "de-DE", "hi-IN", "ja-JP", "ar-SA", "xx-YY"]))
def test_any_text_is_read_or_refused_without_an_error(text: str, locale: str) -> None:
    when = resolve_when([text], locale, NOW)
    moment = when.after(NOW) if when else None
    assert moment is None or moment.tzinfo is not None


def test_a_number_in_running_text_is_no_time_by_itself() -> None:
    assert spot_when("अलार्म लगा दो", "hi-IN", NOW) is None
    assert spot_when("add two eggs", "en-US", NOW) is None
    assert spot_when("wake me up at half past six please", "en-US", NOW) == resolve_when(
        ["half past six"], "en-US", NOW
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("this week", "11-21", "11-22"),
        ("next week", "11-23", "11-29"),
        ("last week", "11-09", "11-15"),
        ("this weekend", "11-21", "11-22"),
        ("next month", "12-01", "12-31"),
        ("march", "03-01", "03-31"),
        ("next year", "01-01", "12-31"),
    ],
)
def test_weeks_and_months_have_a_first_and_a_last_day(text: str, first: str, last: str) -> None:
    when = resolve_when([text], "en-US", NOW)
    assert when and when.day and when.until
    assert (f"{when.day:%m-%d}", f"{when.until:%m-%d}") == (first, last)
    assert when.covers(when.until)
    assert not when.covers(when.until + timedelta(days=1))


def test_last_friday_is_over() -> None:
    last, coming = resolve_when(["last friday"], "en-US", NOW), resolve_when(["next friday"], "en-US", NOW)
    assert last and coming
    assert (last.day, coming.day) == (date(2026, 11, 20), date(2026, 11, 27))
