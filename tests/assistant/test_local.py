"""Whoever owns the state answers for the others: one program at a time takes turns on it."""

import asyncio
import json
import stat
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from assistant.app import Rooms
from assistant.config import Config
from assistant.errors import AssistantError
from assistant.live import Live
from assistant.local.address import socket_path
from assistant.local.client import owners_turn
from assistant.local.server import LocalServer
from assistant.stream import EventStream
from dialog import DialogError

ASK = "import sys; from assistant.cli import run; sys.exit(run(sys.argv[1:]))"


@asynccontextmanager
async def owner(rooms: Rooms) -> AsyncIterator[Rooms]:
    rooms.own_state("service")
    async with LocalServer(rooms, EventStream()).serving():
        yield rooms


async def command(rooms: Rooms, *arguments: str) -> tuple[int, str, str]:
    """Run `assistant` in another process on the same state."""
    settings = rooms.config.state / "assistant.toml"
    settings.write_text(f'state = "{rooms.config.state}"\nzone = "Europe/Berlin"\n', encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ASK, "--config", str(settings), *arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


async def test_ask_is_answered_by_the_owner(rooms: Rooms) -> None:
    async with owner(rooms):
        code, out, _ = await command(rooms, "ask", "--json", "what is two plus two")
    report = json.loads(out)
    assert (code, report["reply"], report["skill"]) == (0, "4.", "arithmetic")
    [entry] = rooms.journal.entries()
    assert entry.turn == report["turn"]


async def test_turns_of_both_are_numbered_one_after_the_other_and_none_is_lost(rooms: Rooms) -> None:
    async with owner(rooms):
        turns = [
            owners_turn(rooms.config.state, f"what is {number} plus two", None, f"command {number % 2}")
            for number in range(10)
        ]
        reports = await asyncio.gather(*turns)
    assert sorted(report.turn for report in reports) == list(range(1, 11))
    assert [entry.turn for entry in rooms.journal.entries()] == list(range(1, 11))


async def test_a_question_is_answered_in_its_own_session_only(rooms: Rooms) -> None:
    async with owner(rooms):
        state = rooms.config.state
        await owners_turn(state, "add milk to my shopping list", None, "one")
        assert (await owners_turn(state, "delete my shopping list", None, "one")).expects == "confirm"
        assert "gone" not in (await owners_turn(state, "yes", None, "two")).reply
        assert "gone" in (await owners_turn(state, "yes", None, "one")).reply


@pytest.mark.parametrize("arguments", [["journal", "list"], ["learned", "list"], ["state", "check"]])
async def test_reading_is_allowed_beside_the_owner(rooms: Rooms, arguments: list[str]) -> None:
    async with owner(rooms):
        await owners_turn(rooms.config.state, "what is two plus two", None, "one")
        code, _, err = await command(rooms, *arguments)
    assert code == 0, err


@pytest.mark.parametrize("arguments", [["chat", "--plain"], ["state", "restore"]])
async def test_what_must_own_the_state_is_refused_with_a_remedy(rooms: Rooms, arguments: list[str]) -> None:
    async with owner(rooms):
        code, _, err = await command(rooms, *arguments)
    assert code == 1
    assert "is in use by the service" in err
    assert "assistant ask TEXT" in err


async def test_an_owner_that_does_not_answer_is_named(rooms: Rooms) -> None:
    rooms.own_state("service")
    with pytest.raises(AssistantError) as error:
        await owners_turn(rooms.config.state, "hello", None, "one")
    assert error.value.code == "owner.absent"


async def test_a_command_waits_for_another_that_will_soon_be_done(rooms: Rooms) -> None:
    rooms.own_state("command")
    waiting = asyncio.create_task(command(rooms, "ask", "what is two plus two"))
    await asyncio.sleep(6)  # until it has started, and found the state taken
    assert not waiting.done()
    rooms.close()
    code, out, err = await waiting
    assert (code, out.strip()) == (0, "4."), err


async def test_only_the_user_can_open_the_socket_and_it_goes_with_the_owner(rooms: Rooms) -> None:
    path = socket_path(rooms.config.state)
    async with owner(rooms):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not path.exists()


async def test_a_socket_that_was_left_behind_is_in_nobodys_way(rooms: Rooms) -> None:
    socket_path(rooms.config.state).write_text("", encoding="utf-8")
    async with owner(rooms):
        assert (await owners_turn(rooms.config.state, "what is two plus two", None, "one")).reply == "4."


def test_a_long_path_has_its_socket_elsewhere(tmp_path: Path) -> None:
    near, far = socket_path(tmp_path), socket_path(tmp_path / ("long" * 40))
    assert near.parent == tmp_path
    assert len(bytes(far)) < 104


async def test_two_that_live_on_one_state_cannot_be(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    def owned(role: str) -> None:
        raise DialogError("state.owned", f"no {role} here")

    other = Rooms(Config(state=rooms.config.state), networks=rooms.networks)
    monkeypatch.setattr(other, "own_state", owned)
    with pytest.raises(DialogError) as error:
        await Live(other, role="terminal").run()
    assert error.value.code == "state.owned"
