"""Lengths, weights, volumes, temperatures and speeds in other units."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from babel.units import format_unit

from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from locales import Words, section, sections
from nlu.values import digits
from nlu.values.language import babel_locale, language, whole_words

# What one of each is in the first of its kind; those of kitchens and roads are the customary ones of the United States.
_FACTORS = {
    "length-meter": "1", "length-kilometer": "1000", "length-centimeter": "0.01", "length-millimeter": "0.001",
    "length-mile": "1609.344", "length-yard": "0.9144", "length-foot": "0.3048", "length-inch": "0.0254",
    "mass-kilogram": "1", "mass-gram": "0.001", "mass-pound": "0.45359237", "mass-ounce": "0.028349523125",
    "mass-stone": "6.35029318",
    "volume-liter": "1", "volume-milliliter": "0.001", "volume-cup": "0.2365882365",
    "volume-tablespoon": "0.01478676478125", "volume-teaspoon": "0.00492892159375",
    "volume-fluid-ounce": "0.0295735295625", "volume-pint": "0.473176473", "volume-gallon": "3.785411784",
    "speed-kilometer-per-hour": "1", "speed-mile-per-hour": "1.609344",
    "area-hectare": "1", "area-acre": "0.40468564224",
}  # fmt: skip
_CELSIUS, _FAHRENHEIT = "temperature-celsius", "temperature-fahrenheit"
_AMOUNT = r"((?<!\d)-?\d+(?:[.,]\d+)?)\s*(?:degrees? |grad |grados? |degrés? |grad[oi] |graus? |graden |डिग्री |درجة )?$"
_DIGITS, _MOST_NAMED = 4, 6


@dataclass(frozen=True, slots=True)
class Conversion:
    """A question for the same in another unit."""

    amount: Decimal
    source: str
    target: str

    @property
    def result(self) -> Decimal:
        """How many of the target it is."""
        match self.source, self.target:
            case (a, b) if a == b:
                return self.amount
            case (a, _) if a == _CELSIUS:
                return self.amount * 9 / 5 + 32
            case (a, _) if a == _FAHRENHEIT:
                return (self.amount - 32) * 5 / 9
            case (a, b):
                return self.amount * Decimal(_FACTORS[a]) / Decimal(_FACTORS[b])


class UnitWords(Words):
    """What units are called.

    Attributes:
        ask: Words that make a conversion of two units in a text.
        names: For each unit of CLDR, how it is said.
    """

    ask: tuple[str, ...] = ()
    names: Mapping[str, str] = {}

    def keyword(self, code: str) -> str:
        """A word that asks, and two units."""
        unit, any_ = whole_words("|".join(self.names.values()), code), "(?s:.*)"
        return rf"^(?={any_}{whole_words('|'.join(self.ask), code)}){any_}{unit}{any_}{unit}{any_}"


class Units:
    """Converts what was named."""

    manifest = Manifest(
        name="units",
        intents={"qa_maths": (), "qa_factoid": (), "cooking_query": (), "datetime_convert": ()},
        keywords={code: (words.keyword(code),) for code, words in sections("units", UnitWords).items()},
        examples={"en": ("how many kilometers are ten miles", "convert three cups to milliliters")},
    )

    def __init__(self, services: Services) -> None:
        del services

    def bid(self, request: Request) -> Bid | None:
        """Where two units of one kind are named, and one is asked for."""
        if not self.manifest.is_named_in(request.interpretation):
            return None
        found = conversion(request.interpretation.utterance, request.locale)
        return Bid("units", 0.95, f"{found.source} to {found.target}") if found else None

    async def handle(self, request: Request) -> Reply:
        """Say it in four digits."""
        found = conversion(request.interpretation.utterance, request.locale)
        if found is None:
            return Reply((Message("units-unclear"),), done=False)
        result = _rounded(found.result)
        said = {
            "amount": _in_words(found.amount, found.source, request.locale),
            "result": _in_words(result, found.target, request.locale),
        }
        return Reply((Message("units-is", said),), data={"number": str(result)})


def conversion(utterance: str, locale: str) -> Conversion | None:
    """The conversion that a text asks for.

    What is converted has a number before it (after it, in *摂氏 20 度*); where nothing has, it is one of the unit that
    is named last: *how many feet in a mile*.
    """
    text = digits(utterance, locale)
    named = _named(text.lower(), locale)
    if len(named) > _MOST_NAMED:
        return None
    pairs = [
        (one, other) for one in named for other in named if one[2] != other[2] and _kind(one[2]) == _kind(other[2])
    ]
    for (start, end, source), (_, _, target) in pairs:
        found = re.search(_AMOUNT, text[:start].lower()) or re.match(r"\s*(-?\d+(?:[.,]\d+)?)", text[end:])
        if found:
            return Conversion(Decimal(found.group(1).replace(",", ".")), source, target)
    if not pairs:
        return None
    (_, _, source), (_, _, target) = max(pairs, key=lambda pair: pair[0][0])
    return Conversion(Decimal(1), source, target)


def _named(text: str, locale: str) -> list[tuple[int, int, str]]:
    """Where each unit is named, longer names first, so that *kilometers per hour* are no kilometers."""
    found: list[tuple[int, int, str]] = []
    words = section(language(locale), "units", UnitWords) or UnitWords()
    matches = [
        (match.start(), match.end(), unit)
        for unit, pattern in words.names.items()
        for match in re.finditer(whole_words(pattern, locale), text)
    ]
    for start, end, unit in sorted(matches, key=lambda match: match[0] - match[1]):
        if all(end <= other or start >= last for other, last, _ in found):
            found.append((start, end, unit))
    return sorted(found)


def _kind(unit: str) -> str:
    return unit.partition("-")[0]


def _rounded(value: Decimal) -> Decimal:
    exact = Decimal(f"{value:.{_DIGITS}g}") if abs(value) < 10**_DIGITS else value.quantize(Decimal(1))
    return exact.normalize() + 0


def _in_words(amount: Decimal, unit: str, locale: str) -> str:
    for length in ("long", "short"):
        text = str(format_unit(amount, unit, length=length, locale=babel_locale(locale)))
        if unit not in text:
            return text.replace("\xa0", " ")
    return str(format_unit(amount, unit, length="short", locale="en"))
