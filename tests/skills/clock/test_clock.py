import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dialog.testing import Talk
from skills.places import find_place


@pytest.mark.parametrize(
    ("locale", "text", "intent", "reply"),
    [
        ("en-US", "what time is it", "datetime_query", "It is 10:00 AM."),
        ("en-US", "what time is it in [place_name : tokyo]", "datetime_query", "It is 6:00 PM in Tokyo."),
        ("en-US", "what is [date : today's] date", "datetime_query", "Today is Saturday, November 21."),
        ("en-US", "what day is [date : the fifteenth]", "datetime_query", "That is Tuesday, December 15 2026."),
        (
            "en-US",
            "if it's [time : eight p. m.] in [place_name : new york] what is it in [place_name : sacramento]",
            "datetime_convert",
            "8:00 PM in New York is 5:00 PM in Sacramento.",
        ),
        (
            "en-US",
            "what time will it be at [time : six p. m.] here in [place_name : australia]",
            "datetime_convert",
            "6:00 PM here is 4:00 AM in Australia. That is the next day.",
        ),
        (
            "en-US",
            "time difference between [time_zone : pacific] and [time_zone : eastern]",
            "datetime_convert",
            "Pacific is 3 hours behind Eastern.",
        ),
        (
            "en-US",
            "what time is it in [place_name : narnia]",
            "datetime_query",
            "I do not know what time it is in narnia.",
        ),
        ("de-DE", "wie spät ist es in [place_name : new york]", "datetime_query", "In New York ist es 04:00 Uhr."),
        ("de-DE", "welcher tag ist [date : heute]", "datetime_query", "Heute ist Samstag, 21. November."),
        ("es-ES", "qué hora es", "datetime_query", "Son las 10:00."),
        ("ja-JP", "[place_name : モスクワ] は何時", "datetime_query", "モスクワは12:00です。"),
    ],
)
async def test_the_time_and_the_date_are_told(talk: Talk, locale: str, text: str, intent: str, reply: str) -> None:
    assert await talk.say(text, intent, locale) == reply


@pytest.mark.parametrize(
    ("locale", "name", "zone"),
    [
        ("en-US", "london", "Europe/London"),
        ("en-US", "california", "America/Los_Angeles"),
        ("en-US", "india", "Asia/Kolkata"),
        ("en-US", "perth", "Australia/Perth"),
        ("en-US", "g. m. t.", "UTC"),
        ("de-DE", "deutschland", "Europe/Berlin"),
        ("fr-FR", "états-unis", "America/New_York"),
        ("hi-IN", "दिल्ली", "Asia/Kolkata"),
        ("ja-JP", "ブラジル", "America/Sao_Paulo"),
        ("ar-SA", "القاهرة", "Africa/Cairo"),
    ],
)
def test_places_are_found_in_many_languages(locale: str, name: str, zone: str) -> None:
    place = find_place(name, locale)
    assert place is not None
    assert str(place.zone) == zone


def test_an_offset_from_greenwich_is_a_zone() -> None:
    place = find_place("g. m. t. plus five", "en-US")
    assert place is not None
    assert str(place.zone) == "UTC+05:00"


def test_a_place_that_is_not_there_is_none() -> None:
    assert find_place("narnia", "en-US") is None
    assert find_place("", "en-US") is None


@given(st.text(max_size=12), st.sampled_from(("en-US", "ja-JP")))
@example("\0😀", "en-US")
def test_any_text_names_a_place_or_none(text: str, locale: str) -> None:
    place = find_place(text, locale)
    assert place is None or place.zone is not None
