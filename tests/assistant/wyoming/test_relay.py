"""A plain Wyoming client beside the relay is served by an assistant that lets only satellites in."""

from pathlib import Path

import pytest
from wyoming.asr import Transcript
from wyoming.client import AsyncTcpClient
from wyoming.handle import Handled

from assistant.app import Rooms
from assistant.errors import AssistantError
from assistant.keyring import Keyring
from assistant.wyoming.certificate import fingerprint, make_self_signed
from assistant.wyoming.relay import Assistant, Relay

from .test_server import until


@pytest.fixture
def key(rooms: Rooms) -> str:
    return Keyring(rooms.config.satellites).add("office")


@pytest.mark.parametrize("tls", [False, True])
async def test_it_passes_a_conversation_on(connect, rooms: Rooms, key: str, tmp_path: Path, tls: bool) -> None:
    made = make_self_signed(tmp_path / "tls", "localhost") if tls else None
    files = {"certificate": made[0], "key": made[1]} if made else {}
    async with connect(open_loopback=False, **files) as server:
        assistant = Assistant("127.0.0.1", server.port, fingerprint(made[0]) if made else "")
        async with Relay(assistant, key).serving(0) as port, AsyncTcpClient("127.0.0.1", port) as client:
            await client.write_event(Transcript(text="what time is it").event())
            assert Handled.from_event((await until(client, "handled"))[-1]).text
    assert rooms.journal.entries(last=1)[0].device == "satellite office"


async def test_a_wrong_key_is_told(connect, key: str) -> None:
    async with connect(open_loopback=False) as server:
        with pytest.raises(AssistantError) as caught:
            await Relay(Assistant("127.0.0.1", server.port), f"{key}x").check()
    assert caught.value.code == "relay.key"


async def test_another_certificate_than_the_expected_one_gets_nothing(connect, key: str, tmp_path: Path) -> None:
    certificate, private = make_self_signed(tmp_path / "tls", "localhost")
    async with connect(open_loopback=False, certificate=certificate, key=private) as server:
        with pytest.raises(AssistantError) as caught:
            await Relay(Assistant("127.0.0.1", server.port, "AB" * 32), key).check()
    assert caught.value.code == "relay.certificate"


async def test_an_assistant_that_is_not_there_is_named(key: str) -> None:
    with pytest.raises(AssistantError, match="127.0.0.1:1 cannot be reached"):
        await Relay(Assistant("127.0.0.1", 1), key).check()
