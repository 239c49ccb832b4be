"""Exchange rates, from a server on the loopback interface that answers as the European Central Bank does."""

from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from dialog.testing import Talk
from skills.currency.skill import conversion

RATES = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
 xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref"><gesmes:subject>Reference rates</gesmes:subject>
<Cube><Cube time='2026-11-20'><Cube currency='USD' rate='1.25'/><Cube currency='GBP' rate='0.80'/>
<Cube currency='JPY' rate='160.0'/></Cube></Cube></gesmes:Envelope>"""


@pytest.fixture
async def bank() -> AsyncIterator[str]:
    async def rates(request: web.Request) -> web.Response:
        return web.Response(text=RATES, content_type="text/xml")

    app = web.Application()
    app.router.add_get("/daily.xml", rates)
    async with TestServer(app) as server:
        yield str(server.make_url("/daily.xml"))


async def test_sums_are_converted_and_said_as_the_locale_says_them(tmp_path: Path, bank: str) -> None:
    talk = Talk(tmp_path, settings={"currency": {"enabled": True, "url": bank}})
    assert await talk.say("how many dollars are fifty euros", "qa_currency") == "50 euros is 62.50 US dollars."
    assert await talk.say("what is the pound in yen", "qa_currency") == "1 British pound is 200 Japanese yen."
    assert await talk.say("was sind 10 dollar", "qa_currency", "de-DE") == "10 US-Dollar sind 8 Euro."
    assert await talk.say("exchange rate", "qa_currency") == "Which currency?"
    assert await talk.say("[currency_name : euro]") == "1 euro is 1.25 US dollars."


@pytest.mark.parametrize(
    ("text", "locale", "understood"),
    [
        ("how many dollars are 50 euros", "en-US", (50, "EUR", "USD")),
        ("fifty pounds in dollars", "en-GB", (50, "GBP", "USD")),
        ("exchange rate between the us and canada", "en-US", (1, "USD", "CAD")),
        ("wie viele euro sind zwanzig schweizer franken", "de-DE", (20, "CHF", "EUR")),
        ("cuánto son 20 dólares", "es-ES", (20, "USD", "EUR")),
        ("1ドルは何円", "ja-JP", (1, "USD", "JPY")),
        ("一百美元是多少人民币", "zh-CN", (100, "USD", "CNY")),
        ("पचास डॉलर कितने रुपये हैं", "hi-IN", (50, "USD", "INR")),
        ("كم يساوي 100 دولار باليورو", "ar-SA", (100, "USD", "EUR")),
        ("100 dolar kaç lira", "tr-TR", (100, "USD", "TRY")),
        ("what is it worth", "en-US", (1, "", "USD")),
    ],
)
def test_a_sum_and_two_currencies_are_understood(text: str, locale: str, understood: tuple[int, str, str]) -> None:
    amount, source, target = understood
    assert conversion(text, locale) == (Decimal(amount), source, target)


async def test_rates_that_cannot_be_had_are_said(tmp_path: Path, bank: str) -> None:
    settings = {"currency": {"enabled": True, "url": bank.replace("daily", "gone")}}
    turn = await Talk(tmp_path, settings=settings).turn("euro in dollars", "qa_currency")
    assert (turn.text, turn.done) == ("I cannot get the exchange rates right now.", False)
