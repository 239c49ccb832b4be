import sqlite3
import stat
from pathlib import Path

import pytest

from dialog import Database, DialogError, Storage


def test_a_new_file_is_for_the_user_alone(tmp_path: Path) -> None:
    Database(tmp_path / "state" / "a.db")
    assert stat.S_IMODE((tmp_path / "state" / "a.db").stat().st_mode) == 0o600


def test_what_a_transaction_wrote_is_there_after_a_restart(tmp_path: Path) -> None:
    Storage(Database(tmp_path / "a.db"), "lists").put("shopping", ["milk"])
    assert Storage(Database(tmp_path / "a.db"), "lists").get("shopping") == ["milk"]


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    storage = Storage(Database(tmp_path / "a.db"), "lists")
    with pytest.raises(KeyError), storage.together():
        storage.put("shopping", ["milk"])
        raise KeyError
    assert storage.get("shopping") is None


def test_skills_do_not_see_each_others_documents(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    Storage(database, "lists").put("key", 1)
    assert Storage(database, "notes").get("key") is None
    assert not Storage(database, "notes").delete("key")


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(DialogError) as error:
        Database(tmp_path / "a.db")
    assert error.value.code == "database.corrupt"
    assert "a.db" in str(error.value)


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    Database(tmp_path / "a.db").close()
    with sqlite3.connect(tmp_path / "a.db") as connection:
        connection.execute("PRAGMA user_version = 999")
    with pytest.raises(DialogError) as error:
        Database(tmp_path / "a.db")
    assert error.value.code == "database.newer"


def test_a_full_disk_is_named_and_nothing_is_half_written(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    storage = Storage(database, "lists")
    storage.put("shopping", ["milk"])
    pages = database.query("PRAGMA page_count")[0][0]
    database.query(f"PRAGMA max_page_count = {pages}")  # SQLite then answers as it does on a full disk
    with pytest.raises(DialogError) as error:
        storage.put("shopping", ["x" * 100_000])
    assert error.value.code == "disk.full"
    assert storage.get("shopping") == ["milk"]


def test_a_file_that_another_program_writes_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dialog.database._BUSY_SECONDS", 0.01)
    Database(tmp_path / "a.db").close()
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    database = Database(tmp_path / "a.db")
    with pytest.raises(DialogError) as error:
        Storage(database, "lists").put("shopping", [])
    assert error.value.code == "database.locked"
    other.close()


def test_trouble_lasts_until_something_is_written(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    pages = database.query("PRAGMA page_count")[0][0]
    database.query(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DialogError):
        Storage(database, "lists").put("shopping", ["x" * 100_000])
    assert database.trouble is not None
    assert not Storage(database, "lists").delete("nothing")
    assert database.trouble is not None, "nothing was written"
    database.query("PRAGMA max_page_count = 100000")
    Storage(database, "lists").put("shopping", [])
    assert database.trouble is None
