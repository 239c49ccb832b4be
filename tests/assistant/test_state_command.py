"""What happens to a state that is damaged or cannot be read, as a person sees it."""

import json
from pathlib import Path

import pytest

from assistant import events
from assistant.app import Rooms
from assistant.cli import run
from assistant.config import Config
from assistant.doctor import examine
from assistant.loop import Conversation
from assistant.refresher import Refresher
from assistant.speaking import Tape
from assistant.stream import EventStream
from dialog import Storage
from dialog.backups import Backups
from dialog.quarantine import Quarantine


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    path = tmp_path / "assistant.toml"
    path.write_text(f'state = "{tmp_path}/state"\n', encoding="utf-8")
    return path


def opened(settings: Path) -> Rooms:
    return Rooms(Config(state=settings.parent / "state"))


def shopping(settings: Path, *items: str) -> None:
    rooms = opened(settings)
    Storage(rooms.database, "lists").put("shopping", list(items))
    rooms.close()


def damage(settings: Path) -> None:
    file = settings.parent / "state" / "assistant.db"
    file.write_bytes(b"no database at all" * 100)


def spoil(rooms: Rooms) -> None:
    """Put something into the state that nobody can read, and have it found."""
    Storage(rooms.database, "lists").put("shopping", {"not": "a list"})
    Storage(rooms.database, "lists").get("shopping", list[str])


def test_a_state_can_be_copied_checked_and_restored(settings: Path, capsys) -> None:
    assistant = ["--config", str(settings), "state"]
    shopping(settings, "milk")
    assert run([*assistant, "backup"]) == 0
    shopping(settings)
    assert run([*assistant, "check"]) == 0
    assert "copy of" in capsys.readouterr().out
    assert run([*assistant, "restore"]) == 0
    assert "What was there before is" in capsys.readouterr().out
    assert Storage(opened(settings).database, "lists").get("shopping") == ["milk"]


def test_a_damaged_state_is_named_with_the_remedy(settings: Path, capsys) -> None:
    shopping(settings, "milk")
    damage(settings)
    assert run(["--config", str(settings), "state", "check"]) == 1
    assert "assistant state restore" in capsys.readouterr().err


def test_what_is_set_aside_is_listed_and_can_be_put_back(settings: Path, capsys) -> None:
    rooms = opened(settings)
    spoil(rooms)
    rooms.close()
    assert run(["--config", str(settings), "state", "check"]) == 0
    assert "from documents: not as this version writes it" in capsys.readouterr().out
    assert run(["--config", str(settings), "state", "retry"]) == 0
    assert Storage(opened(settings).database, "lists").get("shopping") == {"not": "a list"}


def test_forgetting_reaches_the_copies(settings: Path, capsys) -> None:
    rooms = opened(settings)
    rooms.journal.record("said", {"word": "marzipan"})
    Backups(rooms.state_file).make(rooms.clock.now().date())
    rooms.close()
    assert run(["--config", str(settings), "journal", "forget", "--all"]) == 0
    for file in (settings.parent / "state").rglob("*.db*"):
        assert b"marzipan" not in file.read_bytes(), file


def test_the_doctor_names_what_was_set_aside_and_the_copies(rooms: Rooms) -> None:
    spoil(rooms)
    rooms.back_up()
    found = {finding.subject: finding for finding in examine(rooms)}
    assert found["set aside"].found == "cannot be read: 1 of documents"
    assert found["copies of the state"].found.startswith("1, the newest of ")
    assert found["state"].verdict == "good"


async def noticed(rooms: Rooms) -> tuple[list[str], Tape]:
    seen: list[str] = []
    stream, tape = EventStream(), Tape()
    stream.observe(lambda event: seen.append(event.about) if isinstance(event, events.Notice) else None)
    await Conversation(rooms, tape, stream).give_notice()
    return seen, tape


async def test_what_was_set_aside_is_told_once_aloud_and_on_the_screen(rooms: Rooms) -> None:
    spoil(rooms)
    seen, tape = await noticed(rooms)
    assert seen == ["quarantine"]
    assert tape.audio().seconds > 1
    assert (await noticed(rooms))[0] == []


async def test_a_state_that_was_restored_is_told_of(rooms: Rooms, settings: Path) -> None:
    shopping(settings, "milk")
    opened(settings).back_up()
    damage(settings)
    damaged = Rooms(Config(state=settings.parent / "state"), networks=rooms.networks)
    seen, tape = await noticed(damaged)
    assert seen == ["restored"]
    assert tape.audio().seconds > 1


async def test_a_chore_that_fails_costs_only_itself(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise RuntimeError("boom")

    seen: list[events.Event] = []
    stream = EventStream()
    stream.observe(seen.append)
    monkeypatch.setattr(rooms, "clean", broken)
    monkeypatch.setattr(rooms, "learn", broken)
    await Refresher(rooms, stream).refresh()
    assert [type(event).__name__ for event in seen] == ["Failed", "Failed"]
    assert rooms.backups.days()


async def test_the_first_start_of_the_day_makes_a_copy(rooms: Rooms) -> None:
    await Refresher(rooms, EventStream()).refresh()
    assert rooms.backups.days() == (rooms.clock.now().date(),)


def test_ask_leaves_a_copy_too(settings: Path, capsys) -> None:
    assert run(["--config", str(settings), "ask", "--json", "add milk to my shopping list"]) == 0
    assert json.loads(capsys.readouterr().out)["done"]
    assert opened(settings).backups.days()
    assert Quarantine(opened(settings).database).rows() == ()
