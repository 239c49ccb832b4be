"""Whatever a row of the state holds: it is set aside and told of, and everything else goes on."""

import json
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from dialog import Database, Dialog, Journal, Schedule, Storage, VirtualClock
from dialog.journal_seal import make_key
from dialog.learning.memory import Memory
from dialog.quarantine import Quarantine
from dialog.testing import SATURDAY_TEN, Talk, meaning

APPOINTMENT = (
    "INSERT INTO appointments (skill, kind, label, locale, due, repeat) VALUES ('alarms', ?, '', 'en-US', ?, ?)"
)

CHANGES = "INSERT INTO learning_changes (at, device, language, body)"


def spoiled(talk: Talk, sql: str, *values: object) -> None:
    """End the program, change a row behind its back, and start it again."""
    talk.database.close()
    with sqlite3.connect(talk.path) as connection:
        connection.execute(sql, values)
    connection.close()
    talk.open()


@pytest.mark.parametrize(
    ("table", "sql", "values"),
    [
        ("turns", "UPDATE turns SET body = ?", ("{",)),
        ("turns", "UPDATE turns SET body = ?", ('{"a": 1}',)),
        ("turns", "UPDATE turns SET ending = ?", ('{"milliseconds": 3}',)),
        ("turns", "UPDATE turns SET at = ?", (1e18,)),
        ("sessions", "UPDATE sessions SET body = ?", ("{",)),
        ("sessions", "UPDATE sessions SET body = ?", ('{"topics": [{"at": 5, "future": 1}]}',)),
        ("documents", "UPDATE documents SET value = ?", ("[1,",)),
        ("documents", "UPDATE documents SET value = ?", ('{"not": "a list"}',)),
        ("documents", "UPDATE documents SET value = ?", ("[1, null]",)),
        ("appointments", APPOINTMENT, ("alarm", 1e18, "[]")),
        ("appointments", APPOINTMENT, ("alarm", 253402300740.0, "[]")),
        ("appointments", APPOINTMENT, ("alarm", 9e8, "x")),
        ("appointments", APPOINTMENT, ("alarm", 9e8, "[9]")),
        ("appointments", APPOINTMENT, ("egg", 9e8, "[]")),
    ],
)
async def test_a_row_that_cannot_be_read_stops_nothing(
    tmp_path: Path, table: str, sql: str, values: tuple[object, ...]
) -> None:
    talk = Talk(tmp_path)
    await talk.say("add milk to my shopping list", "lists_createoradd")
    talk.schedule.add("timers", "timer", SATURDAY_TEN + timedelta(minutes=10), length=timedelta(minutes=10))
    spoiled(talk, sql, *values)
    assert (await talk.turn("what is seven times eight", "qa_maths")).text == "56."
    await talk.say("what is on my shopping list", "lists_query")
    assert len(talk.schedule.appointments()) == 1
    assert len(talk.dialog.journal.entries()) >= 2
    assert {aside.table for aside in Quarantine(talk.database).rows()} == {table}


@pytest.mark.parametrize(
    ("read", "sql"),
    [
        (
            lambda database, clock: Memory(database, clock).all(),
            "INSERT INTO rewrites VALUES (1, '', 'en', '{}')",
        ),
        (
            lambda database, clock: Memory(database, clock).records(),
            f"{CHANGES} VALUES (1e18, '', '', '{{}}')",
        ),
        (lambda database, clock: Memory(database, clock).version, "INSERT INTO learning_state VALUES ('version', 'x')"),
        (
            lambda database, clock: Journal(database, clock).events(),
            "INSERT INTO events (at, turn, kind, body) VALUES ('noon', 0, 'rang', '{}')",
        ),
        (
            lambda database, clock: Journal(database, clock).delete(before=SATURDAY_TEN),
            "INSERT INTO events (at, turn, kind, body) VALUES ('noon', 0, 'rang', '{}')",
        ),
    ],
)
def test_every_reader_goes_on(tmp_path: Path, read: Callable[..., object], sql: str) -> None:
    database = Database(tmp_path / "a.db")
    with database.transaction() as connection:
        connection.execute(sql)
    assert not read(database, VirtualClock(SATURDAY_TEN))
    assert len(Quarantine(database).rows()) == 1


def test_a_number_is_found_where_the_last_one_is_lost(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    with database.transaction() as connection:
        connection.execute("DELETE FROM turn_numbers")
    journal = Journal(database, VirtualClock(SATURDAY_TEN))
    assert [journal.reserve(), journal.reserve()] == [1, 2]


def test_the_reason_says_what_is_wrong_and_nothing_of_what_was_said(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    Storage(database, "lists").put("shopping", {"secret": "word"})
    assert Storage(database, "lists").get("shopping", list[str]) is None
    [aside] = Quarantine(database).rows()
    assert "as a whole" in aside.why
    assert "secret" not in aside.why


def test_it_is_told_of_once(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    Storage(database, "lists").put("shopping", {})
    Storage(database, "lists").get("shopping", list[str])
    assert [Quarantine(database).tell(), Quarantine(database).tell()] == [1, 0]


def test_a_version_that_can_read_it_gets_it_back(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    Storage(database, "lists").put("shopping", {"newer": "form"})
    Storage(database, "lists").get("shopping", list[str])
    assert Quarantine(database).try_again() == 1
    assert Storage(database, "lists").get("shopping") == {"newer": "form"}
    assert Quarantine(database).rows() == ()


def test_what_is_forgotten_is_forgotten_there_too(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    journal = Journal(database, VirtualClock(SATURDAY_TEN))
    with database.transaction() as connection:
        for number in (1, 2):
            connection.execute("INSERT INTO turns (id, at, device, body) VALUES (?, 0, '', 'word')", (number,))
    assert journal.entries() == ()
    journal.delete(turns=[1])
    assert [json.loads(row["row"])["id"] for row in database.query("SELECT row FROM quarantine")] == [2]
    journal.delete()
    assert Quarantine(database).rows() == ()


def test_an_appointment_too_far_ahead_to_be_read_again_is_not_taken(tmp_path: Path) -> None:
    schedule = Schedule(Database(tmp_path / "a.db"), VirtualClock(SATURDAY_TEN))
    with pytest.raises(ValueError, match="so far ahead"):
        schedule.add("alarms", "alarm", SATURDAY_TEN.replace(year=9999))
    assert schedule.appointments() == ()


async def test_one_turn_that_is_sealed_with_another_key_hides_no_other(tmp_path: Path) -> None:
    make_key(tmp_path / "one")
    make_key(tmp_path / "other")
    database, clock = Database(tmp_path / "a.db"), VirtualClock(SATURDAY_TEN)
    for key in ("one", "other"):
        journal = Journal(database, clock, key=tmp_path / key)
        await Dialog((), database, Schedule(database, clock), clock, journal=journal).take_turn()
    assert [entry.turn for entry in journal.entries()] == [2]
    assert Quarantine(database).rows() == (), "the key may come back"


async def test_undo_works_though_the_journal_is_sealed_with_another_key(tmp_path: Path) -> None:
    make_key(tmp_path / "one")
    database, clock = Database(tmp_path / "a.db"), VirtualClock(SATURDAY_TEN)
    schedule = Schedule(database, clock)
    journal = Journal(database, clock, key=tmp_path / "one")
    await Dialog((), database, schedule, clock, journal=journal).take_turn()
    later = Dialog((), database, schedule, clock, unlearn=lambda _: False)
    assert (await later.take_turn(meaning("undo", "general_quirky"))).text == "There is nothing to undo."
