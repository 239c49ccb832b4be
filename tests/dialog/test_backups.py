import os
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from dialog import Database, DialogError, Storage
from dialog.backups import Backups, flaw, opened
from dialog.testing import SATURDAY_TEN

TODAY = date(2026, 11, 21)


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """A state with a list on it, and a copy of it."""
    path = tmp_path / "assistant.db"
    database = Database(path)
    Storage(database, "lists").put("shopping", ["milk"])
    Backups(path).make(TODAY)
    database.close()
    return path


def header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(os.urandom(100))


def truncated(path: Path) -> None:
    os.truncate(path, 5000)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def middle(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(os.urandom(6 * 4096))


def numbered_wrongly(path: Path) -> None:
    database = Database(path)
    database.query("PRAGMA user_version = 1")
    database.close()


@pytest.mark.parametrize("damage", [header, truncated, emptied, middle, numbered_wrongly])
def test_a_damaged_state_gives_way_to_the_newest_copy_and_is_kept(state: Path, damage) -> None:
    damage(state)
    database, restored = opened(state, SATURDAY_TEN)
    assert Storage(database, "lists").get("shopping") == ["milk"]
    assert restored is not None and restored.made == TODAY
    assert restored.damaged.exists()


def test_a_copy_that_is_damaged_too_is_passed_over(state: Path) -> None:
    database = Database(state)
    Backups(state).make(TODAY + timedelta(days=1))
    database.close()
    header(Backups(state).of(TODAY + timedelta(days=1)))
    header(state)
    _, restored = opened(state, SATURDAY_TEN)
    assert restored is not None and restored.made == TODAY


def test_without_a_copy_it_begins_anew_and_keeps_the_damaged_one(tmp_path: Path) -> None:
    (tmp_path / "assistant.db").write_bytes(b"no database at all" * 100)
    database, restored = opened(tmp_path / "assistant.db", SATURDAY_TEN)
    assert restored is not None and restored.made is None
    assert restored.damaged.read_bytes().startswith(b"no database")
    assert database.query("SELECT * FROM documents") == []


def test_a_sound_state_is_left_alone(state: Path) -> None:
    assert opened(state, SATURDAY_TEN)[1] is None


def test_a_state_of_a_newer_version_is_refused_and_untouched(state: Path) -> None:
    database = Database(state)
    database.query("PRAGMA user_version = 999")
    database.query("PRAGMA journal_mode = DELETE")
    database.close()
    before = state.read_bytes()
    with pytest.raises(DialogError) as error:
        opened(state, SATURDAY_TEN)
    assert error.value.code == "database.newer"
    assert error.value.remedy.startswith("Update the assistant")
    assert state.read_bytes() == before


def test_seven_days_are_kept_one_copy_each(tmp_path: Path) -> None:
    Database(tmp_path / "assistant.db")
    backups = Backups(tmp_path / "assistant.db")
    for number in range(10):
        backups.make(TODAY + timedelta(days=number))
        backups.make(TODAY + timedelta(days=number))
    assert backups.days() == tuple(TODAY + timedelta(days=number) for number in range(9, 2, -1))


def test_a_copy_has_what_is_still_in_the_log_and_is_for_the_user_alone(tmp_path: Path) -> None:
    database = Database(tmp_path / "assistant.db")
    Storage(database, "lists").put("shopping", ["milk"])
    copy = Backups(tmp_path / "assistant.db").make(TODAY)
    assert flaw(copy) == ""
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(copy.parent.stat().st_mode) == 0o700
    assert b"milk" in copy.read_bytes()


def test_what_is_forgotten_is_in_no_copy(tmp_path: Path) -> None:
    database = Database(tmp_path / "assistant.db")
    backups = Backups(tmp_path / "assistant.db")
    storage = Storage(database, "lists")
    storage.put("diary", ["marzipan"])
    for number in range(3):
        backups.make(TODAY + timedelta(days=number))
    storage.delete("diary")
    backups.remake(TODAY)
    assert backups.days() == (TODAY,)
    assert b"marzipan" not in backups.of(TODAY).read_bytes()


def test_a_damaged_state_does_not_replace_a_sound_copy(state: Path) -> None:
    middle(state)
    with pytest.raises(DialogError) as error:
        Backups(state).make(TODAY, again=True)
    assert error.value.code == "database.corrupt"
    assert flaw(Backups(state).of(TODAY)) == ""


def test_a_day_without_a_copy_is_named(state: Path) -> None:
    with pytest.raises(DialogError) as error:
        Backups(state).restore(SATURDAY_TEN, date(2020, 1, 1))
    assert error.value.code == "backup.unknown"
    assert state.exists()


@pytest.mark.parametrize("copied", [True, False])
def test_what_is_newer_than_the_copy_and_can_be_read_is_taken_over(tmp_path: Path, copied: bool) -> None:
    path = tmp_path / "assistant.db"
    database = Database(path)
    lists = Storage(database, "lists")
    lists.put("old", ["milk"])
    lists.put("gone", ["bread"])
    if copied:
        Backups(path).make(TODAY)
    lists.delete("gone")
    lists.put("new", ["eggs"])
    database.close()
    numbered_wrongly(path)
    database, restored = opened(path, SATURDAY_TEN)
    assert restored is not None and restored.saved >= 2
    assert list(Storage(database, "lists").keys()) == ["new", "old"]
    assert Storage(database, "lists").get("new") == ["eggs"]


def test_rows_before_the_damage_are_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "assistant.db"
    database = Database(path)
    lists = Storage(database, "lists")
    for number in range(400):
        lists.put(f"{number:04}", ["x" * 100])
    database.query("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    with path.open("r+b") as file:
        file.seek(path.stat().st_size - 5 * 4096)
        file.write(b"\0" * 4096)
    database, restored = opened(path, SATURDAY_TEN)
    assert restored is not None and restored.saved > 50
    assert Storage(database, "lists").get("0000") == ["x" * 100]
