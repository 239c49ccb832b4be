"""What money is worth in other money, by the reference rates of the European Central Bank."""

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Annotated

from babel.core import get_global
from babel.numbers import format_currency, get_currency_name, get_territory_currencies
from pydantic import Field

from dialog.outside import OutsideError
from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from nlu.values import resolve_numbers
from nlu.values.language import babel_locale, is_spaced
from skills.readers.process import read

_URL = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml"
_LARGEST_BYTES = 200_000
_Rate = Annotated[Decimal, Field(gt=0, lt=10**9)]
_EURO, _HUNDREDTH = "EUR", Decimal("0.01")
# Those with rates; where names have a word in common, such as *dollar*, it stands for the first.
_CODES = (
    "EUR", "USD", "GBP", "JPY", "CHF", "INR", "CNY", "TRY", "SEK", "KRW", "AUD", "CAD", "NZD", "HKD", "SGD", "NOK",
    "DKK", "ISK", "CZK", "PLN", "HUF", "RON", "BRL", "MXN", "ZAR", "THB", "IDR", "MYR", "PHP", "ILS",
)  # fmt: skip
_SHORTEST = 4
# What people mean by a word alone, in any language; CLDR has the full names.
_ALONE = {
    "USD": "dollar dolar dólar dollaro dollari dólares ドル 美元 डॉलर دولار buck|bucks|the us|the states",
    "GBP": "pound pfund libra livre sterlina sterline pond ポンド 英镑 पाउंड جنيه sterlin quid|the uk",
    "CHF": "franc franken franco frank フラン 法郎 फ़्रैंक فرنك",
    "INR": "rupee rupie rupia roupie roepie ルピー 卢比 रुपये रुपया روبية rupi",
    "CNY": "yuan 人民币 人民元 元 युआन يوان renminbi",
    "JPY": "yen 円 日元 येन ين",
    "TRY": "lira リラ 里拉 लीरा ليرة",
    "SEK": "krona krone kronor kroner coronas couronnes クローナ",
}
_NOT_MONEY = frozenset({"south", "nova", "nueva", "nuovo", "nuova", "nouvelle", "nuevo", "nouveau", "real", "neue"})


class Currency:
    """Converts sums; off until the user allows the one request a question takes."""

    manifest = Manifest(
        name="currency",
        intents={"qa_currency": ()},
        permissions=frozenset({"network"}),
        carries={"qa_currency": ("currency_name",)},
        examples={"en": ("how much is fifty dollars in euros", "what is the exchange rate of the pound")},
    )

    def __init__(self, services: Services) -> None:
        self._services = services

    def bid(self, request: Request) -> Bid | None:
        """For the one intent about exchange rates."""
        return Bid("currency", 0.9, "exchange rate", action=Message("currency-action"))

    async def handle(self, request: Request) -> Reply:
        """Convert what was named; one unit of it where no sum was, and into money of here where no other was."""
        if not self._services.settings.get("enabled"):
            return Reply((Message("currency-off"),), done=False)
        text, locale = request.interpretation.utterance, request.locale
        amount, source, target = conversion(text, locale)
        if not source or source == target:
            return Reply((Message("currency-which"),), done=False, expects="currency_name")
        try:
            rates = await self._rates()
            result = amount / rates[source] * rates[target]
        except (OutsideError, ArithmeticError, KeyError):
            return Reply((Message("currency-unreachable"),), done=False)
        said = {"amount": _in_words(amount, source, locale), "result": _in_words(result, target, locale)}
        return Reply((Message("currency-is", said),))

    async def _rates(self) -> Mapping[str, Decimal]:
        """What a euro is worth."""
        answer = await self._services.network.get(str(self._services.settings.get("url", _URL)), most=_LARGEST_BYTES)
        return {_EURO: Decimal(1), **await read("rates", answer.body, dict[str, _Rate])}


def conversion(text: str, locale: str) -> tuple[Decimal, str, str]:
    """The sum that a question names, its currency, and the one to convert it into; empty for one that is not known.

    The currency of a sum is the one that follows the number; without a number it is the one that is named first.
    """
    lowered = text.lower()
    mentioned = _mentioned(lowered, locale)
    numbers = resolve_numbers(lowered, locale)
    amount = Decimal(str(numbers[0])) if numbers and numbers[0] > 0 else Decimal(1)
    here = _of_here(locale)
    if not mentioned:
        return amount, "", here
    if len(mentioned) == 1:
        return amount, mentioned[0][1], here
    (_, first), (place, second), *_ = mentioned
    if numbers and not resolve_numbers(lowered[: mentioned[0][0]], locale):
        between = lowered[mentioned[0][0] : place]
        if resolve_numbers(between, locale):
            return amount, second, first
    return amount, first, second


def _of_here(locale: str) -> str:
    territory = babel_locale(locale).territory
    codes = get_territory_currencies(territory) if territory else []
    return next((code for code in codes if code in _CODES), _EURO)


def _mentioned(text: str, locale: str) -> list[tuple[int, str]]:
    """Where each currency is named first, in order."""
    found: dict[str, int] = {}
    rest = text
    for name, code in _names(str(babel_locale(locale))).items():
        match = re.search(_pattern(name, locale), rest)
        if match:
            found[code] = min(match.start(), found.get(code, len(text)))
            rest = rest[: match.start()] + "\0" * len(match.group()) + rest[match.end() :]
    return sorted((place, code) for code, place in found.items())


def _pattern(name: str, locale: str) -> str:
    ending = r"\w{0,3}(?!\w)" if is_spaced(locale) and len(name) > _SHORTEST else r"(?!\w)"
    return rf"(?<!\w){re.escape(name)}{ending}" if is_spaced(locale) else re.escape(name)


@cache
def _names(locale: str) -> Mapping[str, str]:
    """What currencies are called, longest first: their names, the words of these, their codes, and whose they are."""
    whole: dict[str, str] = {}
    words = {word: code for code, line in _ALONE.items() for part in line.split("|") for word in _parts(part)}
    for code in _CODES:
        names = {get_currency_name(code, count=count, locale=locale).lower() for count in (None, 1, 2, 5)}
        whole |= dict.fromkeys((*names, code.lower(), " ".join(f"{letter}." for letter in code.lower())), code)
        for name in names:
            for word in re.split(r"[\s-]+", name):
                if len(word) >= _SHORTEST and word not in _NOT_MONEY:
                    words.setdefault(word, code)
    territories = babel_locale(locale).territories
    for territory in get_global("territory_currencies"):
        money = get_territory_currencies(territory)
        if territory in territories and money and money[-1] in _CODES:
            words.setdefault(territories[territory].lower(), money[-1])
    known = {**words, **whole}
    return {name: known[name] for name in sorted(known, key=len, reverse=True)}


def _parts(line: str) -> list[str]:
    """A line of words, or a phrase that begins with an article."""
    return [line] if line.startswith("the ") else line.split()


def _in_words(amount: Decimal, code: str, locale: str) -> str:
    """With hundredths only where there are any."""
    exact = amount.quantize(_HUNDREDTH)
    broken = exact != exact.to_integral_value()
    rounded = exact if broken else exact.to_integral_value()
    cldr = babel_locale(locale)
    return format_currency(rounded, code, locale=cldr, format_type="name", currency_digits=broken)
