"""Any sequence of events, whole or torn, to the real server over a socket."""

import asyncio
import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wyoming.client import AsyncTcpClient
from wyoming.event import Event, async_read_event

from assistant.app import Rooms
from assistant.config import WyomingSettings
from assistant.wyoming.server import WyomingServer

KINDS = [
    "describe",
    "ping",
    "transcribe",
    "run-pipeline",
    "detect",
    "audio-start",
    "audio-chunk",
    "audio-stop",
    "recognize",
    "transcript",
    "synthesize",
    "synthesize-start",
    "synthesize-chunk",
    "synthesize-stop",
    "authenticate",
    "from-the-future",
]
NUMBERS = st.integers(-(2**40), 2**40) | st.sampled_from([0, 1, 2, 4, 16_000, 44_100])
WORDS = st.text(max_size=12) | st.sampled_from(
    ["yes", "stop", "en", "de", "asr", "tts", "wake", "hey_jarvis", "\ud800", "\x1b[2J", "[/x]"]
)
VALUES = st.none() | st.booleans() | NUMBERS | st.floats() | WORDS | st.lists(WORDS, max_size=3)
KEYS = st.sampled_from(
    [
        "text",
        "language",
        "rate",
        "width",
        "channels",
        "names",
        "voice",
        "start_stage",
        "end_stage",
        "wake_word_name",
        "token",
        "transcript_names",
    ]
)
FORM = st.just({"rate": 16_000, "width": 2, "channels": 1})
DATA = FORM | st.dictionaries(KEYS, VALUES | st.dictionaries(KEYS, VALUES, max_size=2), max_size=4)


@st.composite
def messages(draw) -> bytes:
    """An event as it goes over the wire, at times with wrong lengths, or torn."""
    payload = draw(st.binary(max_size=300).map(lambda raw: raw * draw(st.sampled_from([1, 2, 50]))))
    header = {"type": draw(st.sampled_from(KINDS)), "data": draw(DATA), "payload_length": len(payload)}
    if draw(st.integers(0, 9)) == 0:
        header["payload_length"] = draw(NUMBERS)
    raw = json.dumps(header).encode() + b"\n" + payload
    return raw[: draw(st.integers(0, len(raw)))] if draw(st.integers(0, 14)) == 0 else raw


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


def test_no_conversation_crashes_the_server(runner: asyncio.Runner, rooms: Rooms) -> None:
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(messages(), min_size=1, max_size=10))
    def fuzz(said: list[bytes]) -> None:
        codes, alive = runner.run(_converse(rooms, said))
        assert alive
        assert "server.crashed" not in codes and not any(code.endswith(".crashed") for code in codes), codes

    fuzz()


async def _converse(rooms: Rooms, said: list[bytes]) -> tuple[list[str], bool]:
    """Error codes of the answers, and whether the server answers another client afterwards."""
    server = WyomingServer(rooms, WyomingSettings(port=0))
    async with server.serving() as port, asyncio.timeout(60):
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**22)
        codes = []
        try:
            writer.write(b"".join(said))
            writer.write_eof()
            while event := await async_read_event(reader):
                if event.type == "error":
                    codes.append(str(event.data.get("code")))
        except ConnectionError:
            pass  # it may hang up on what is malformed
        writer.close()
        async with AsyncTcpClient("127.0.0.1", port) as another:
            await another.write_event(Event("ping"))
            answer = await another.read_event()
        return codes, answer is not None and answer.type == "pong"
