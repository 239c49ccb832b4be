"""The journal and what was learned from it, at the command line, with a state folder of its own."""

import json
import stat
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant.app import Rooms
from assistant.cli import run
from assistant.config import Config
from dialog.clock import VirtualClock
from dialog.dialog import Dialog
from dialog.testing import BERLIN, meaning
from dialog.utterance import Guess, Origin, Utterance

START = datetime.now(BERLIN) - timedelta(hours=3)  # the commands read the real clock
LOST = meaning("tadup twelve and nine", "play_radio", confidence=0.2, in_scope=False)


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ASSISTANT_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("ASSISTANT_ZONE", "Europe/Berlin")
    monkeypatch.setenv("ASSISTANT_LEARNING__SUPPORT", "0.3")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "state"


@pytest.fixture
async def spoken(state: Path) -> None:
    """A failure, its rephrase, somebody's address, and thanks, an hour apart from now."""
    clock = VirtualClock(START)
    rooms = Rooms(Config(), clock)
    dialog: Dialog = rooms.dialog
    await dialog.take_turn(LOST)
    await clock.advance(8)
    await dialog.take_turn(meaning("what is twelve plus nine", "qa_maths"))
    await clock.advance(timedelta(hours=1).total_seconds())
    entered = "add [person : anna] with [email_address : anna at mail dot com] to my contacts"
    await dialog.take_turn(meaning(entered, "email_addcontact"))
    await clock.advance(5)
    thanks = Utterance((Guess("thank you", 0.9),), "en-US", Origin(person="Bertha"), typed=False)
    await dialog.take_turn(meaning("thank you", "general_greet"), utterance=thanks)
    rooms.close()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_journal_lists_turns_with_how_they_were_taken(spoken: None, capsys) -> None:
    assert run(["journal", "list", "--json"]) == 0
    turns = lines(capsys)
    assert [turn["heard"][0] for turn in turns][:2] == ["tadup twelve and nine", "what is twelve plus nine"]
    assert [turn["reaction"] for turn in turns] == ["none", "none", "thanks", ""]
    assert run(["journal", "list", "--last", "2"]) == 0
    assert capsys.readouterr().out.count("\n") == 2


def test_one_turn_is_shown_whole(spoken: None, capsys) -> None:
    assert run(["journal", "show", "1", "--json"]) == 0
    [turn] = lines(capsys)
    assert (turn["decision"], turn["done"], turn["device"]) == ("decline", False, "here")
    assert run(["journal", "show", "77"]) == 2


def test_an_export_names_nobody_and_nobody_else_can_read_it(spoken: None, capsys, tmp_path: Path) -> None:
    out = tmp_path / "export.jsonl"
    assert run(["journal", "export", str(out)]) == 0
    text = out.read_text(encoding="utf-8")
    assert "anna" not in text.lower() and "bertha" not in text.lower()
    assert "mail" not in text.replace("email", "")
    assert "twelve" not in text
    assert "[name]" in text and "[number]" in text
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert run(["journal", "export", str(out), "--raw"]) == 0
    assert "anna" in out.read_text(encoding="utf-8")


def test_the_journal_forgets_what_it_is_told_to(spoken: None, capsys) -> None:
    assert run(["journal", "forget"]) == 2
    assert run(["journal", "forget", "1"]) == 0
    half_past = (START + timedelta(minutes=30)).strftime("%Y-%m-%dT%H:%M:%S")
    assert run(["journal", "forget", "--before", half_past]) == 0
    capsys.readouterr()
    assert run(["journal", "list", "--json"]) == 0
    assert [turn["turn"] for turn in lines(capsys)] == [3, 4]
    assert run(["journal", "forget", "--all"]) == 0
    capsys.readouterr()
    assert run(["journal", "list", "--json"]) == 0
    assert lines(capsys) == []


async def test_a_sealed_journal_has_no_words_in_clear_and_needs_its_key(
    state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    key = tmp_path / "key"
    assert run(["journal", "key", str(key)]) == 0
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    monkeypatch.setenv("ASSISTANT_PRIVACY__JOURNAL_KEY", str(key))
    rooms = Rooms(Config(), VirtualClock(START))
    await rooms.dialog.take_turn(meaning("tell me about zanzibar", "qa_factoid"))
    rows = rooms.database.query("SELECT body FROM turns")
    rooms.close()
    assert "zanzibar" not in rows[0]["body"]
    assert run(["journal", "show", "1"]) == 0
    assert "zanzibar" in capsys.readouterr().out
    monkeypatch.delenv("ASSISTANT_PRIVACY__JOURNAL_KEY")
    assert run(["journal", "list"]) == 1
    assert "journal_key" in capsys.readouterr().err


def test_what_is_learned_can_be_seen_explained_and_taken_back(spoken: None, capsys) -> None:
    assert run(["learned", "refresh", "--json"]) == 0
    assert lines(capsys)[0]["target"] == "what is twelve plus nine"
    assert run(["learned", "list"]) == 0
    assert "“tadup twelve and nine” → “what is twelve plus nine”" in capsys.readouterr().out
    assert run(["learned", "explain", "Tadup twelve and nine"]) == 0
    assert "probability that it does harm" in capsys.readouterr().out
    assert run(["learned", "undo"]) == 0
    capsys.readouterr()
    assert run(["learned", "list"]) == 0
    assert capsys.readouterr().out == ""
    assert run(["learned", "undo"]) == 0
    assert run(["learned", "block", "tadup twelve and nine"]) == 0
    capsys.readouterr()
    assert run(["learned", "log", "--json"]) == 0
    assert [record["action"] for record in lines(capsys)] == ["learned", "blocked", "allowed", "blocked"]


def test_the_kill_switch_is_thrown_and_taken_back(spoken: None, capsys) -> None:
    assert run(["learned", "stop"]) == 0
    assert run(["learned", "list"]) == 0
    assert "kill switch" in capsys.readouterr().err
    assert run(["learned", "start"]) == 0


def test_with_learning_off_a_refresh_learns_nothing(spoken: None, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_LEARNING__ENABLED", "false")
    assert run(["learned", "refresh"]) == 0
    assert run(["learned", "list"]) == 0
    assert capsys.readouterr().out == ""


def test_turns_that_are_too_old_go_at_the_refresh(spoken: None, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = Rooms(Config(), VirtualClock(START + timedelta(days=91)))
    rooms.clean()
    assert rooms.journal.entries() == ()
    rooms.close()


async def test_without_a_journal_nothing_is_written(state: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.setenv("ASSISTANT_PRIVACY__JOURNAL", "false")
    rooms = Rooms(Config(), VirtualClock(START))
    await rooms.dialog.take_turn(LOST)
    assert rooms.journal.entries() == ()
    rooms.close()


def test_what_was_never_learned_is_said_to_be_unknown(state: Path, capsys) -> None:
    assert run(["learned", "block", "no such thing"]) == 1
    assert "assistant learned list" in capsys.readouterr().err
    assert run(["learned", "explain", "no such thing"]) == 2
    assert run(["learned", "undo"]) == 1


def test_an_empty_journal_and_an_empty_memory_say_so(state: Path, capsys) -> None:
    assert run(["journal", "list"]) == 0
    assert "empty" in capsys.readouterr().err
    assert run(["learned", "list"]) == 0
    assert "Nothing has been learned yet" in capsys.readouterr().err
