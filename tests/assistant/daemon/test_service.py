import asyncio
import os
import signal
import socket
import weakref
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from wyoming.client import AsyncTcpClient
from wyoming.event import Event

from assistant.app import Rooms
from assistant.config import Config, load_config
from assistant.daemon.service import Daemon
from assistant.errors import AssistantError
from assistant.networks import Networks
from dialog import Database, Journal, SystemClock
from runtime import RoomError

SETTINGS = """
state = "{folder}/state"
[audio]
microphone = "{microphone}"
speaker = "none"
[wyoming]
port = 0
[health]
port = 0
"""


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    path = tmp_path / "assistant.toml"
    path.write_text(SETTINGS.format(folder=tmp_path, microphone="none"), encoding="utf-8")
    return path


@asynccontextmanager
async def running(settings: Path, loaded: Rooms) -> AsyncIterator[Daemon]:
    def build(config: Config) -> Rooms:
        return Rooms(config, networks=loaded.networks if loaded.networks.serve(config) else None)

    daemon = Daemon(lambda: load_config(settings), build)
    task = asyncio.create_task(daemon.run())
    try:
        yield daemon
    finally:
        daemon.stop()
        await task


async def ask(daemon: Daemon, path: str) -> tuple[int, str]:
    url = f"http://127.0.0.1:{daemon.ports['health']}{path}"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def until_ready(daemon: Daemon) -> None:
    async with asyncio.timeout(60):
        while "wyoming" not in daemon.ports or not daemon.health.report()["ready"]:
            await asyncio.sleep(0.05)


async def handled(daemon: Daemon) -> str:
    async with AsyncTcpClient("127.0.0.1", daemon.ports["wyoming"], read_timeout=30) as client:
        await client.write_event(Event("transcript", {"text": "what time is it"}))
        event = await client.read_event()
        assert event is not None
        return event.type


async def test_it_starts_serves_and_stops(settings: Path, loaded: Rooms) -> None:
    async with running(settings, loaded) as daemon:
        await until_ready(daemon)
        assert (await ask(daemon, "/live"))[0] == 200
        assert (await ask(daemon, "/ready"))[0] == 200
        assert await handled(daemon) == "handled"
        metrics = (await ask(daemon, "/metrics"))[1]
        assert "assistant_wyoming_clients" in metrics
        assert "assistant_turns_total 1.0" in metrics, "a turn of a Wyoming client is a turn"


async def test_wrong_settings_on_reload_leave_the_old_ones_in_force(settings: Path, loaded: Rooms, caplog) -> None:
    async with running(settings, loaded) as daemon:
        await until_ready(daemon)
        async with AsyncTcpClient("127.0.0.1", daemon.ports["wyoming"], read_timeout=30) as client:
            settings.write_text("[wyoming]\nport = 'x'\n", encoding="utf-8")
            os.kill(os.getpid(), signal.SIGHUP)
            while "assistant.toml:2: wyoming.port" not in caplog.text:
                await asyncio.sleep(0.05)
            await client.write_event(Event("transcript", {"text": "what time is it"}))
            answer = await client.read_event()
        assert answer is not None and answer.type == "handled"
        assert daemon.health.report()["ready"]


async def test_settings_that_do_not_work_give_way_to_those_that_did(
    settings: Path, loaded: Rooms, tmp_path: Path, caplog
) -> None:
    async with running(settings, loaded) as daemon:
        await until_ready(daemon)
        with socket.create_server(("127.0.0.1", 0)) as other:
            taken = SETTINGS.replace("[wyoming]\nport = 0", f"[wyoming]\nport = {other.getsockname()[1]}")
            settings.write_text(taken.format(folder=tmp_path, microphone="none"), encoding="utf-8")
            del daemon.ports["wyoming"]
            os.kill(os.getpid(), signal.SIGHUP)
            await until_ready(daemon)
        assert await handled(daemon) == "handled"
    assert "the old ones are taken again: Nothing can listen" in caplog.text


async def test_settings_that_do_work_are_taken(settings: Path, loaded: Rooms, tmp_path: Path) -> None:
    async with running(settings, loaded) as daemon:
        await until_ready(daemon)
        more = SETTINGS.format(folder=tmp_path, microphone="none") + "[privacy]\njournal = false\n"
        settings.write_text(more, encoding="utf-8")
        del daemon.ports["wyoming"]
        os.kill(os.getpid(), signal.SIGHUP)
        await until_ready(daemon)
        assert await handled(daemon) == "handled"
    database = Database(tmp_path / "state" / "assistant.db")
    assert not Journal(database, SystemClock()).entries()


async def test_without_the_microphone_it_serves_and_says_so(settings: Path, loaded: Rooms, tmp_path: Path) -> None:
    settings.write_text(SETTINGS.format(folder=tmp_path, microphone="no such device"), encoding="utf-8")
    async with running(settings, loaded) as daemon:
        await until_ready(daemon)
        async with asyncio.timeout(30):
            while daemon.health.microphone == "not opened yet":
                await asyncio.sleep(0.05)
        status, text = await ask(daemon, "/ready")
        assert status == 200
        assert "microphone" in text
        assert await handled(daemon) == "handled"


async def test_a_hundred_who_ask_nothing_keep_nobody_from_asking_how_it_is(settings: Path, loaded: Rooms) -> None:
    async with running(settings, loaded) as daemon:
        await until_ready(daemon)
        silent = [await asyncio.open_connection("127.0.0.1", daemon.ports["health"]) for _ in range(100)]
        for _ in range(3):
            assert (await ask(daemon, "/live"))[0] == 200
        open_ones = [reader for reader, _ in silent if not reader.at_eof()]
        assert len(open_ones) <= 32
        assert await handled(daemon) == "handled"


async def test_other_machines_are_refused_at_the_start_where_no_satellite_has_a_key(
    settings: Path, loaded: Rooms
) -> None:
    settings.write_text(settings.read_text("utf-8").replace("[wyoming]", '[wyoming]\nhost = "0.0.0.0"'), "utf-8")
    daemon = Daemon(lambda: load_config(settings), lambda config: Rooms(config, networks=loaded.networks))
    with pytest.raises(AssistantError) as caught:
        await daemon.run()
    assert (caught.value.code, "satellites add" in caught.value.remedy) == ("server.open", True)


WORKLESS = {
    "unknown voice": '[tts]\nvoice = "nosuch"\n',
    "models gone": 'models = "/nonexistent/models"\n',
    "unusable state": 'state = "/proc/nowhere"\n',
    "language without model": '[asr]\nlanguages = ["xx-XX"]\n',
    "bad certificate": '[wyoming]\ncertificate = "/etc/hostname"\n',
    "no such runtime": '[runtime]\nasr = "cuda"\nstrict = true\n',
    "address of another": '[wyoming]\nhost = "203.0.113.9"\n',
}


@pytest.mark.parametrize("wrong", WORKLESS.values(), ids=WORKLESS.keys())
async def test_settings_that_do_not_work_never_replace_those_that_do(
    settings: Path, loaded: Rooms, wrong: str, caplog
) -> None:
    async with running(settings, loaded) as daemon:
        await until_ready(daemon)
        port = daemon.ports["wyoming"]
        settings.write_text(wrong, encoding="utf-8")
        os.kill(os.getpid(), signal.SIGHUP)
        async with asyncio.timeout(60):
            while "The settings stay as they were" not in caplog.text:
                await asyncio.sleep(0.05)
        assert daemon.health.report()["ready"]
        assert daemon.ports["wyoming"] == port
        assert await handled(daemon) == "handled"


async def test_reloading_the_same_networks_loads_nothing_anew(settings: Path, loaded: Rooms) -> None:
    built: list[Rooms] = []

    def build(config: Config) -> Rooms:
        built.append(Rooms(config, networks=None if built else loaded.networks))
        return built[-1]

    daemon = Daemon(lambda: load_config(settings), build)
    task = asyncio.create_task(daemon.run())
    await until_ready(daemon)
    for number in range(2, 5):
        daemon.reload()
        async with asyncio.timeout(60):
            while len(built) < number or not daemon.health.report()["ready"]:
                await asyncio.sleep(0.05)
    daemon.stop()
    await task
    assert {rooms.networks for rooms in built} == {loaded.networks}


async def test_it_is_not_ready_while_nothing_can_be_kept(settings: Path, loaded: Rooms) -> None:
    built: list[Rooms] = []
    daemon = Daemon(
        lambda: load_config(settings), lambda config: built.append(Rooms(config, networks=loaded.networks)) or built[-1]
    )
    task = asyncio.create_task(daemon.run())
    await until_ready(daemon)
    built[0].database.trouble = RoomError("disk.full", "The disk is full.", "Free some space.")
    assert daemon.health.report()["why"] == "The disk is full. Free some space."
    built[0].database.try_writing()
    assert daemon.health.report()["ready"]
    daemon.stop()
    await task


async def test_the_networks_of_former_settings_are_freed(settings: Path, loaded: Rooms, tmp_path: Path) -> None:
    former: list[weakref.ref[Rooms]] = []

    def build(config: Config) -> Rooms:
        rooms = Rooms(config, networks=Networks(config))
        rooms.networks.__dict__.update(  # the same work, at the cost of nothing
            {name: getattr(loaded.networks, name) for name in ("recognizer", "detector", "student", "ranker", "voice")}
        )
        former.append(weakref.ref(rooms))
        return rooms

    daemon = Daemon(lambda: load_config(settings), build)
    task = asyncio.create_task(daemon.run())
    await until_ready(daemon)
    for quality in ("quick", "accurate", "quick"):
        text = SETTINGS.format(folder=tmp_path, microphone="none") + f'[asr]\nquality = "{quality}"\n'
        settings.write_text(text, encoding="utf-8")
        del daemon.ports["wyoming"]
        daemon.reload()
        await until_ready(daemon)
    assert await handled(daemon) == "handled"
    alive = [each for each in former if each() is not None]
    daemon.stop()
    await task
    assert len(alive) == 1
