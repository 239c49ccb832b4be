"""A state of every version that ever was is read by this one, and nothing that was promised in it is lost.

``states/schema_N.sql`` is a dump of what the last version with that schema wrote in one talk.
"""

import asyncio
import re
import sqlite3
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from dialog import Database
from dialog.quarantine import Quarantine
from dialog.testing import SATURDAY_TEN, Talk
from dialog.utterance import Origin

STATES = Path(__file__).parent / "states"
TERMINAL = Origin(session="terminal")


def released() -> list[int]:
    """The number of every migration."""
    return sorted(int(file.name[:4]) for file in files("dialog").joinpath("migrations").iterdir())


@pytest.fixture(params=released())
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Talk:
    with sqlite3.connect(tmp_path / "assistant.db") as connection:
        connection.executescript((STATES / f"schema_{request.param}.sql").read_text(encoding="utf-8"))
    connection.close()
    return Talk(tmp_path)


async def test_nothing_that_was_promised_is_lost(old: Talk) -> None:
    assert [alarm.due.strftime("%d %H:%M") for alarm in old.schedule.appointments()] == [
        "21 10:10",
        "22 07:00",
        "23 06:00",
    ]
    old.clock.step(600)
    assert "milk" in await old.say("what is on my shopping list", "lists_query")


async def test_everything_in_it_can_be_read(old: Talk) -> None:
    old.dialog.journal.entries()
    old.dialog.journal.events()
    await old.say("what is seven times eight", "qa_maths", origin=TERMINAL)
    await old.say("what is on my shopping list", "lists_query")
    assert Quarantine(old.database).rows() == ()


async def test_the_timer_rings(old: Talk) -> None:
    async def first() -> str:
        return (await anext(old.dialog.due())).text

    ringing = asyncio.create_task(first())
    await old.clock.advance(601)
    assert await ringing == "Your timer for 10 minutes is done."


async def test_turns_are_numbered_after_the_old_ones(old: Talk) -> None:
    assert (await old.turn("what is seven times eight", "qa_maths")).turn > 6


def test_its_form_is_that_of_a_new_one(old: Talk, tmp_path: Path) -> None:
    fresh = Database(tmp_path / "fresh.db")
    assert form(old.database) == form(fresh)


def form(database: Database) -> set[tuple[str, ...]]:
    rows = database.query(
        "SELECT type, name, COALESCE(sql, '') AS sql FROM sqlite_master WHERE name NOT LIKE 'sqlite%'"
    )
    return {(row["type"], row["name"], re.sub(r"[\s\"]+", " ", row["sql"])) for row in rows}


def test_a_migration_that_is_cut_short_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "assistant.db"
    with sqlite3.connect(path) as connection:
        connection.executescript((STATES / "schema_1.sql").read_text(encoding="utf-8"))
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.close()
    monkeypatch.setattr("sqlite3.connect", limited(pages))
    with pytest.raises(Exception, match="full"):
        Database(path)
    monkeypatch.undo()
    assert len(Talk(tmp_path).schedule.appointments()) == 3


def limited(pages: int):
    connect = sqlite3.connect

    def connected(*arguments, **named):
        connection = connect(*arguments, **named)
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    return connected


def test_no_timer_is_longer_for_it(old: Talk) -> None:
    assert old.schedule.appointments()[0].due == SATURDAY_TEN + timedelta(minutes=10)
