"""Skills that use the network, against servers on the loopback interface."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from dialog.testing import Talk

FORECAST = {
    "daily": {
        "weather_code": [61],
        "temperature_2m_max": [51.4],
        "temperature_2m_min": [40.6],
        "precipitation_probability_max": [80],
    }
}
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>Football: a draw</title></item><item><title>Rain in the north.</title></item></channel></rss>"""


class Service(BaseHTTPRequestHandler):
    """Answers as Open-Meteo and a feed do, and keeps what it was asked."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path.startswith("/broken"):
            return self._answer(500, b"no")
        return self._answer(200, FEED if self.path == "/feed" else json.dumps(FORECAST).encode())

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing on stderr."""


@pytest.fixture
def url() -> Iterator[str]:
    Service.asked.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


async def test_the_weather_of_a_place_and_a_day_is_told(tmp_path: Path, url: str) -> None:
    talk = Talk(tmp_path, settings={"weather": {"enabled": True, "url": f"{url}/forecast"}})
    assert await talk.say("what is the weather", "weather_query") == "For which place?"
    assert await talk.say("[place_name : paris]") == (
        "Today in Paris: rain, 41 to 51 degrees, 80 percent chance of rain."
    )
    assert await talk.say("and [date : tomorrow]", "calendar_query") == (
        "Tomorrow in Paris: rain, 41 to 51 degrees, 80 percent chance of rain."
    )
    assert "latitude=48.85" in Service.asked[0]
    assert "start_date=2026-11-22" in Service.asked[1]


async def test_a_weather_service_that_fails_is_said(tmp_path: Path, url: str) -> None:
    settings = {"weather": {"enabled": True, "url": f"{url}/broken", "place": "berlin"}}
    talk = Talk(tmp_path, settings=settings)
    turn = await talk.turn("what is the weather", "weather_query")
    assert (turn.text, turn.done) == ("I cannot reach the weather service right now.", False)


async def test_headlines_are_read_all_or_on_a_topic(tmp_path: Path, url: str) -> None:
    talk = Talk(tmp_path, settings={"news": {"feeds": [f"{url}/feed"]}})
    assert await talk.say("what is the news", "news_query") == "Football: a draw. Rain in the north."
    assert await talk.say("news about [news_topic : football]", "news_query") == "Football: a draw."
    assert await talk.say("news about [news_topic : chess]", "news_query") == "There is no news about that."
