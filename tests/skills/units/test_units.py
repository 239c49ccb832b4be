from decimal import Decimal

import pytest

from dialog.testing import Talk
from skills.units.skill import Conversion, conversion


@pytest.mark.parametrize(
    ("locale", "text", "amount", "source", "target"),
    [
        ("en-US", "how many kilometers are ten miles", 10, "length-mile", "length-kilometer"),
        ("en-US", "how many feet in a mile", 1, "length-mile", "length-foot"),
        ("en-US", "convert three cups to milliliters", 3, "volume-cup", "volume-milliliter"),
        ("en-US", "what is twenty degrees celsius in fahrenheit", 20, "temperature-celsius", "temperature-fahrenheit"),
        ("en-US", "sixty miles per hour in km/h", 60, "speed-mile-per-hour", "speed-kilometer-per-hour"),
        ("de-DE", "wie viele meilen sind 10,5 kilometer", "10.5", "length-kilometer", "length-mile"),
        ("es-ES", "cuántas libras son diez kilos", 10, "mass-kilogram", "mass-pound"),
        ("fr-FR", "combien de pouces font dix centimètres", 10, "length-centimeter", "length-inch"),
        ("it-IT", "quanti litri sono due galloni", 2, "volume-gallon", "volume-liter"),
        ("pt-PT", "quantos metros são dez pés", 10, "length-foot", "length-meter"),
        ("nl-NL", "hoeveel kilo is tien pond", 10, "mass-pound", "mass-kilogram"),
        ("hi-IN", "दस मील में कितने किलोमीटर होते हैं", 10, "length-mile", "length-kilometer"),
        ("ja-JP", "十マイルは何キロですか", 10, "length-mile", "length-kilometer"),
        ("zh-CN", "十英里等于多少公里", 10, "length-mile", "length-kilometer"),
        ("ar-SA", "كم كيلومتر في 10 أميال", 10, "length-mile", "length-kilometer"),
        ("tr-TR", "on mil kaç kilometre", 10, "length-mile", "length-kilometer"),
    ],
)
def test_what_is_to_be_converted_is_understood(
    locale: str, text: str, amount: int | str, source: str, target: str
) -> None:
    assert conversion(text, locale) == Conversion(Decimal(amount), source, target)


@pytest.mark.parametrize("text", ["how many miles is it", "ten miles and three pounds", "what is the weather"])
def test_units_of_different_kinds_are_not_converted(text: str) -> None:
    assert conversion(text, "en-US") is None


async def test_the_result_is_said_with_the_units_names(talk: Talk) -> None:
    assert await talk.say("how many kilometers are ten miles", "qa_maths") == "10 miles is 16.09 kilometers."
    assert await talk.say("what is 20 degrees celsius in fahrenheit", "weather_query") == (
        "20 degrees Celsius is 68 degrees Fahrenheit."
    )
    assert await talk.say("wie viele meter sind zehn fuß", "qa_factoid", "de-DE") == "10 Fuß sind 3,048 Meter."


async def test_two_units_that_nobody_asks_to_convert_are_left_alone(talk: Talk) -> None:
    said = "add two cups and a pint of milk to the [list_name : shopping] list"
    assert "list" in await talk.say(said, "lists_createoradd")
