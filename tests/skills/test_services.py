"""Skills that use the network, against servers on the loopback interface."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

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
    """Answers as Open-Meteo, Home Assistant and a feed do, and keeps what it was asked."""

    asked: ClassVar[list[tuple[str, str, Any]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, "", None))
        if self.path.startswith("/broken"):
            return self._answer(500, b"no")
        return self._answer(200, FEED if self.path == "/feed" else json.dumps(FORECAST).encode())

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append((self.path, self.headers["Authorization"], body))
        return self._answer(200, b"[]")

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
    assert "latitude=48.85" in Service.asked[0][0]
    assert "start_date=2026-11-22" in Service.asked[1][0]


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


async def test_home_assistant_is_called_as_it_wants_to_be(tmp_path: Path, url: str) -> None:
    (tmp_path / "token").write_text("secret\n", encoding="utf-8")
    settings = {"home": {"kind": "home-assistant", "url": url, "token_file": str(tmp_path / "token")}}
    talk = Talk(tmp_path, settings=settings)
    assert await talk.say("turn on the [house_place : living room] lights", "iot_hue_lighton") == (
        "Light on: living room."
    )
    assert await talk.say("undo", "general_quirky") == "Undone."
    assert Service.asked == [
        ("/api/services/light/turn_on", "Bearer secret", {"area_id": "living_room"}),
        ("/api/services/light/turn_off", "Bearer secret", {"area_id": "living_room"}),
    ]


async def test_a_house_that_cannot_be_reached_is_said(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("secret", encoding="utf-8")
    settings = {"home": {"kind": "home-assistant", "url": "http://127.0.0.1:9", "token_file": str(tmp_path / "token")}}
    turn = await Talk(tmp_path, settings=settings).turn("turn on the lights", "iot_hue_lighton")
    assert (turn.text, turn.done) == ("I cannot reach your home right now.", False)
