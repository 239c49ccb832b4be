"""Who may come: satellites that prove a key of their own, and, where that is so wished, programs on this machine."""

import asyncio
import hashlib
import json
import ssl
import stat
from contextlib import suppress
from pathlib import Path

import pytest
from wyoming.client import AsyncTcpClient
from wyoming.error import Error
from wyoming.event import Event, async_read_event, async_write_event
from wyoming.handle import Handled
from wyoming.ping import Ping, Pong

from assistant.app import Rooms
from assistant.config import Config, WyomingSettings
from assistant.errors import AssistantError
from assistant.protocol.wire import Limits
from assistant.wyoming.certificate import fingerprint, make_self_signed
from assistant.wyoming.keyring import Keyring
from assistant.wyoming.proof import Prover
from assistant.wyoming.server import WyomingServer

from .test_server import until


@pytest.fixture
def keyring(rooms: Rooms) -> Keyring:
    return Keyring(rooms.config.satellites)


async def prove(client: AsyncTcpClient, key: str) -> Event | None:
    """Authenticate by challenge and response; the server's last word."""
    prover = Prover(key)
    await client.write_event(Event("authenticate", {"name": prover.name, "nonce": prover.nonce}))
    challenge = await client.read_event()
    assert challenge is not None and challenge.type == "challenge"
    answer = prover.answer(challenge.data["nonce"], challenge.data["proof"])
    await client.write_event(Event("authenticate", {"proof": answer or "0" * 64}))
    return await client.read_event()


async def is_answered(client: AsyncTcpClient) -> bool:
    await client.write_event(Ping(text="x").event())
    event = await client.read_event()
    return event is not None and Pong.is_type(event.type)


async def test_a_satellite_proves_its_key_and_is_served(connect, keyring: Keyring) -> None:
    key = keyring.add("kitchen")
    async with connect(open_loopback=False) as client:
        answer = await prove(client, key)
        assert answer is not None and (answer.type, answer.data) == ("authenticated", {"name": "kitchen"})
        assert await is_answered(client)


@pytest.mark.parametrize("key", ["kitchen:guess", "nobody:guess", "kitchen:", ":", "", "../kitchen:x"])
async def test_who_cannot_prove_it_is_told_nothing_and_sent_away(connect, keyring: Keyring, key: str) -> None:
    keyring.add("kitchen")
    async with connect(open_loopback=False) as client:
        answer = await prove(client, key)
        assert answer is not None and Error.from_event(answer).code == "client.unknown"
        assert await client.read_event() is None


@pytest.mark.parametrize(
    "event",
    [
        Ping().event(),
        Event("transcript", {"text": "what time is it"}),
        Event("authenticate", {"key": None}),
        Event("authenticate", {"name": "kitchen", "nonce": ""}),
        Event("authenticate", {"proof": "0" * 64}),
        Event("authenticate", {"token": ""}),
    ],
    ids=lambda event: f"{event.type} {event.data}",
)
async def test_without_a_proof_nothing_is_answered(connect, keyring: Keyring, event: Event) -> None:
    keyring.add("kitchen")
    async with connect(open_loopback=False) as client:
        await client.write_event(event)
        answer = await client.read_event()
        assert answer is not None and answer.type == "error"
        assert await client.read_event() is None


async def test_what_was_overheard_is_no_use_a_second_time(connect, keyring: Keyring) -> None:
    prover = Prover(keyring.add("kitchen"))
    hello = Event("authenticate", {"name": prover.name, "nonce": prover.nonce})
    async with connect(open_loopback=False) as client:
        await client.write_event(hello)
        challenge = await client.read_event()
        overheard = Event("authenticate", {"proof": prover.answer(challenge.data["nonce"], challenge.data["proof"])})
        async with AsyncTcpClient("127.0.0.1", client.port) as thief:
            await thief.write_event(hello)
            assert (await thief.read_event()).type == "challenge"
            await thief.write_event(overheard)
            assert Error.from_event(await thief.read_event()).code == "client.unknown"


async def test_a_servers_proof_is_no_clients(connect, keyring: Keyring) -> None:
    prover = Prover(keyring.add("kitchen"))
    async with connect(open_loopback=False) as client:
        await client.write_event(Event("authenticate", {"name": prover.name, "nonce": prover.nonce}))
        challenge = await client.read_event()
        await client.write_event(Event("authenticate", {"proof": challenge.data["proof"]}))
        assert Error.from_event(await client.read_event()).code == "client.unknown"


def test_a_false_server_gets_no_proof(tmp_path: Path) -> None:
    assert Prover(Keyring(tmp_path).add("kitchen")).answer("00" * 32, "00" * 32) is None


async def test_a_key_that_is_taken_back_ends_what_it_began(connect, keyring: Keyring) -> None:
    key = keyring.add("kitchen")
    async with connect(open_loopback=False) as client:
        await prove(client, key)
        assert await is_answered(client)
        keyring.revoke("kitchen")
        await client.write_event(Ping().event())
        assert Error.from_event((await until(client, "error"))[-1]).code == "client.unknown"
        assert await client.read_event() is None


async def test_a_key_is_not_taken_in_clear(connect, keyring: Keyring) -> None:
    key = keyring.add("kitchen")
    async with connect(open_loopback=False) as client:
        await client.write_event(Event("authenticate", {"key": key}))
        assert Error.from_event(await client.read_event()).code == "client.clear"


async def test_within_tls_the_key_will_do(connect, keyring: Keyring, tmp_path: Path) -> None:
    key, (certificate, private) = keyring.add("kitchen"), make_self_signed(tmp_path / "tls", "localhost")
    async with connect(open_loopback=False, certificate=certificate, key=private) as plain:
        trust = ssl.create_default_context(cafile=str(certificate))
        for sent, kind in (("kitchen:wrong", "error"), (key, "authenticated")):
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", plain.port, ssl=trust, server_hostname="localhost"
            )
            await async_write_event(Event("authenticate", {"key": sent}), writer)
            answer = await async_read_event(reader)
            assert answer is not None and answer.type == kind
            writer.close()
        await plain.write_event(Ping().event())
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError, AssertionError)):
            await until(plain, "pong")


def test_the_fingerprint_is_that_of_the_certificate(tmp_path: Path) -> None:
    certificate, key = make_self_signed(tmp_path / "tls", "192.0.2.7")
    der = ssl.PEM_cert_to_DER_cert(certificate.read_text())
    assert fingerprint(certificate).replace(":", "").lower() == hashlib.sha256(der).hexdigest()
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    with pytest.raises(AssistantError, match="No certificate can be made"):
        make_self_signed(tmp_path / "tls", "192.0.2.7")


@pytest.mark.parametrize("host", ["0.0.0.0", "", "::"])
async def test_other_machines_are_not_let_in_where_nobody_has_a_key(rooms: Rooms, host: str) -> None:
    with pytest.raises(AssistantError) as caught:
        async with WyomingServer(rooms, WyomingSettings(port=0, host=host)).serving():
            pass
    assert (caught.value.code, "satellites add" in caught.value.remedy) == ("server.open", True)


async def test_other_machines_are_let_in_once_one_has(rooms: Rooms, keyring: Keyring) -> None:
    keyring.add("kitchen")
    async with WyomingServer(rooms, WyomingSettings(port=0, host="0.0.0.0")).serving() as port:
        assert port


@pytest.mark.parametrize("token", ["", "swordfish"])
def test_the_token_of_old_is_refused_with_what_to_do(token: str) -> None:
    with pytest.raises(ValueError, match="satellites add"):
        WyomingSettings(token=token)


def test_only_a_digest_of_a_key_is_kept_and_for_the_user_alone(tmp_path: Path) -> None:
    keyring = Keyring(tmp_path / "satellites")
    _, _, secret = keyring.add("kitchen").partition(":")
    file = tmp_path / "satellites" / "kitchen"
    assert secret not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert keyring.names() == ("kitchen",)


@pytest.mark.parametrize("name", ["", "../x", "Kitchen", "a/b", ".hidden", "x" * 40, "küche"])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(AssistantError, match="no name"):
        Keyring(tmp_path).add(name)


def test_one_broken_key_file_locks_nobody_else_out(tmp_path: Path) -> None:
    keyring = Keyring(tmp_path)
    key = keyring.add("hall")
    (tmp_path / "kitchen").write_bytes(b"\xff\x00")
    assert (keyring.is_right("kitchen:x"), keyring.is_right(key)) == ("", "hall")


async def test_a_satellite_cannot_be_another_by_saying_so(connect, keyring: Keyring, rooms: Rooms) -> None:
    keys = {name: keyring.add(name) for name in ("kitchen", "hall")}
    context = {"device_id": "here", "conversation_id": "01JD", "person": "anna\ud800" * 100}
    async with connect(open_loopback=False) as hall:
        await prove(hall, keys["hall"])
        header = {"type": "transcript", "data": {"text": "what time is it", "context": context}}
        hall._writer.write(json.dumps(header).encode() + b"\n")
        assert Handled.from_event((await until(hall, "handled"))[-1]).text
    origin = rooms.journal.entries(last=1)[0].utterance.origin
    assert (origin.device, origin.session) == ("satellite hall here", "satellite hall 01JD")
    assert len(origin.person) == 128 and origin.person.isprintable()


def test_the_state_folder_is_that_of_the_settings(tmp_path: Path) -> None:
    assert Config(state=tmp_path).satellites == tmp_path / "satellites"


async def test_who_never_ends_the_handshake_of_tls_is_cut_off_and_keeps_nobody_out(
    connect, keyring: Keyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.wyoming.server.Limits", lambda: Limits(introduction=1.0))
    key, (certificate, private) = keyring.add("kitchen"), make_self_signed(tmp_path / "tls", "localhost")
    async with connect(open_loopback=False, certificate=certificate, key=private) as plain:
        silent = [await asyncio.open_connection("127.0.0.1", plain.port) for _ in range(150)]
        trust = ssl.create_default_context(cafile=str(certificate))
        reader, writer = await asyncio.open_connection("127.0.0.1", plain.port, ssl=trust, server_hostname="localhost")
        await async_write_event(Event("authenticate", {"key": key}), writer)
        answer = await async_read_event(reader)
        assert answer is not None and answer.type == "authenticated"
        async with asyncio.timeout(20):
            for silent_reader, _ in silent:
                with suppress(ConnectionError):
                    assert await silent_reader.read() == b""
        writer.close()
