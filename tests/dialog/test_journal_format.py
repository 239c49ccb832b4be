"""A journal that an older version wrote is read as if this one had written it."""

import json
import sqlite3
from importlib.resources import files
from pathlib import Path

import pytest

from dialog.clock import VirtualClock
from dialog.database import Database
from dialog.decision import Cause
from dialog.journal import Journal
from dialog.journal_entry import Ending
from dialog.journal_seal import Seal, make_key
from dialog.learning.judgement import is_request
from dialog.testing import SATURDAY_TEN, Talk
from dialog.utterance import Guess, Origin

OLD = Path(__file__).parent / "journals" / "schema_2.sql"


def old_database(folder: Path, key: Path | None = None) -> Path:
    """A database of the second schema, with the turns of a conversation that version 0.1.0 had; sealed with a key."""
    path = folder / "assistant.db"
    connection = sqlite3.connect(path)
    for step in ("0001_start.sql", "0002_learning.sql"):
        connection.executescript(files("dialog").joinpath("migrations", step).read_text(encoding="utf-8"))
    connection.executescript(OLD.read_text(encoding="utf-8"))
    if key:
        seal = Seal(key)
        rows = connection.execute("SELECT id, body FROM turns").fetchall()
        connection.executemany(
            "UPDATE turns SET body = ? WHERE id = ?", [(seal.close(body), turn) for turn, body in rows]
        )
    connection.execute("PRAGMA user_version = 2")
    connection.commit()
    connection.close()
    return path


def opened(folder: Path, key: Path | None = None) -> Journal:
    return Journal(Database(old_database(folder, key)), VirtualClock(SATURDAY_TEN), key=key)


def test_every_sentence_that_gave_a_cause_becomes_that_cause(tmp_path: Path) -> None:
    causes = [entry.answer.decision.cause for entry in opened(tmp_path).entries()]
    assert causes == [
        Cause.EXPECTED_COST,
        Cause.EXPECTED_COST,
        Cause.NOT_ANSWERED,
        Cause.ANSWERED,
        Cause.CORRECTION,
        Cause.REPEAT,
        Cause.UNDO,
        Cause.NOTHING_TO_UNDO,
        Cause.EXPECTED_COST,
        Cause.CONTINUATION,
        Cause.EXPECTED_COST,
        Cause.CANCELLED,
        Cause.EXPECTED_COST,
        Cause.NOT_ANSWERED,
        Cause.NOT_ANSWERED,
        Cause.GIVEN_UP,
        Cause.NO_BID,
        Cause.NOTHING_HEARD,
        Cause.EXPECTED_COST,
        Cause.NO_BID,
        Cause.NO_BID,
        Cause.EXPECTED_COST,
    ]


def test_nothing_else_of_an_old_turn_is_lost(tmp_path: Path) -> None:
    *_, last = opened(tmp_path).entries()
    assert last.utterance.guesses == (Guess("tadup twelve", 0.4), Guess("a dup twelve", 0.3))
    assert (last.utterance.locale, last.utterance.origin, last.utterance.typed) == ("en-US", Origin("kitchen"), False)
    assert (last.rewriting.offered, last.rewriting.used) == ("what is twelve plus nine", True)
    assert last.plain is not None and last.plain.intent == "play_radio"
    assert last.acted_on is not None and last.acted_on.intent == "qa_maths"
    answer = last.answer
    assert (answer.turn, answer.skill, answer.text, answer.done) == (22, "arithmetic", "21.", True)
    assert answer.decision.costs == {"act": 0.03, "decline": 0.88}
    assert [offer.skill for offer in answer.decision.offers] == ["arithmetic"]
    assert last.ending == Ending({"nlu": 6.5}, "voice")


def test_old_commands_answers_and_follow_ups_are_no_requests(tmp_path: Path) -> None:
    requests = [entry.turn for entry in opened(tmp_path).entries() if is_request(entry)]
    assert requests == [1, 2, 9, 11, 13, 17, 19, 20, 21, 22]


def test_sealed_turns_are_read_too(tmp_path: Path) -> None:
    key = tmp_path / "key"
    make_key(key)
    assert opened(tmp_path, key).entries() == opened_in_clear(tmp_path).entries()


def opened_in_clear(folder: Path) -> Journal:
    clear = folder / "clear"
    clear.mkdir()
    return opened(clear)


def test_a_sentence_that_nobody_knows_any_more_keeps_no_turn_from_being_read(tmp_path: Path) -> None:
    path = old_database(tmp_path)
    connection = sqlite3.connect(path)
    body = json.loads(connection.execute("SELECT body FROM turns WHERE id = 1").fetchone()[0])
    body["decided"]["why"] = "the moon is full"
    connection.execute("UPDATE turns SET body = ? WHERE id = 1", (json.dumps(body),))
    connection.commit()
    connection.close()
    entry = Journal(Database(path), VirtualClock(SATURDAY_TEN)).entry(1)
    assert entry is not None and entry.answer.decision.cause is Cause.UNRECORDED


@pytest.mark.parametrize("number", [1, 22])
def test_numbers_go_on_where_the_old_version_left_off(tmp_path: Path, number: int) -> None:
    path = old_database(tmp_path)
    journal = Journal(Database(path), VirtualClock(SATURDAY_TEN))
    journal.delete(turns=range(number, 23))
    assert journal.reserve() == 23


async def test_the_conversation_goes_on_where_the_old_version_left_off(tmp_path: Path) -> None:
    old_database(tmp_path)
    talk = Talk(tmp_path)
    assert await talk.say("repeat that", origin=Origin(session="terminal")) == "21."
    assert [entry.turn for entry in talk.dialog.journal.entries(last=2)] == [22, 23]


def test_no_two_programs_get_one_number(tmp_path: Path) -> None:
    clock = VirtualClock(SATURDAY_TEN)
    daemon, command = (Journal(Database(tmp_path / "assistant.db"), clock) for _ in range(2))
    assert [daemon.reserve(), command.reserve(), daemon.reserve()] == [1, 2, 3]
