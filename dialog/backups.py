"""Copies of the state file, one a day, and the way back to them."""

import logging
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from dialog.database import Database
from dialog.errors import DialogError

_log = logging.getLogger(__name__)
KEPT = 7
_BESIDE = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Restored:
    """A state file that was damaged.

    Attributes:
        damaged: Where it was moved to.
        made: Of which day the copy is that took its place; None where there was none that is sound.
        saved: Rows that could still be read in it, and were taken over.
    """

    damaged: Path
    made: date | None
    saved: int = 0


class Backups:
    """The last days of a state file.

    Args:
        file: The state file.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._folder = file.with_name("backups")

    def make(self, today: date, *, again: bool = False) -> Path:
        """Copy the state as it is now, and let go of the oldest copies; one a day is enough.

        It reads through a connection of its own, so that nobody waits for it.

        Args:
            today: Names the copy.
            again: Whether it is made though there is one of today.

        Raises:
            DialogError: ``disk.full``, ``database.corrupt`` where the copy is not sound, or ``database.failed``.
        """
        copy = self.of(today)
        if again or not copy.exists():
            self._folder.mkdir(mode=0o700, exist_ok=True)
            self._write(copy)
        for old in self.days()[KEPT:]:
            self.of(old).unlink(missing_ok=True)
        return copy

    def remake(self, today: date) -> None:
        """Replace all copies by one of the state as it is now: what was deleted must be nowhere."""
        for day in self.days():
            self.of(day).unlink(missing_ok=True)
        self.make(today)

    def days(self) -> tuple[date, ...]:
        """Of which there are copies, newest first."""
        found = list[date]()
        for file in self._folder.glob("*.db"):
            with suppress(ValueError):
                found.append(date.fromisoformat(file.stem))
        return tuple(sorted(found, reverse=True))

    def restore(self, now: datetime, day: date | None = None) -> Restored:
        """Put a copy in the place of the state file, which is kept beside it.

        Args:
            now: Names what is set aside.
            day: Of which copy; the newest that is sound where absent.

        Raises:
            DialogError: ``backup.unknown``, where a day was asked for of which there is no sound copy.
        """
        wanted = self.days() if day is None else (day,)
        sound = next((one for one in wanted if not flaw(self.of(one))), None)
        if day is not None and sound is None:
            raise DialogError("backup.unknown", f"There is no sound copy of {day}.", "See: assistant state check")
        damaged = self._file.with_name(f"{self._file.name}.damaged-{now:%Y%m%d-%H%M%S}")
        for ending in ("", *_BESIDE):
            with suppress(FileNotFoundError):
                self._file.with_name(self._file.name + ending).rename(damaged.with_name(damaged.name + ending))
        if sound is not None:
            fresh = self._file.with_name(f"{self._file.name}.new")
            shutil.copyfile(self.of(sound), fresh)
            _put(fresh, self._file)
        return Restored(damaged, sound)

    def of(self, day: date) -> Path:
        """Where the copy of a day is, or would be."""
        return self._folder / f"{day.isoformat()}.db"

    def _write(self, copy: Path) -> None:
        fresh = copy.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        try:
            os.close(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            with closing(_reading(self._file)) as source, closing(sqlite3.connect(fresh)) as target:
                source.backup(target)
                target.execute("PRAGMA journal_mode = DELETE")
            if what := flaw(fresh):
                raise DialogError("database.corrupt", f"{self._file} is damaged: {what}.", "Restart the assistant.")
            _put(fresh, copy)
        except (sqlite3.Error, OSError) as error:
            full = getattr(error, "errno", None) == 28 or getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
            code, remedy = ("disk.full", "Free some space.") if full else ("database.failed", "See: assistant doctor")
            raise DialogError(code, f"{self._file} cannot be copied: {error}.", remedy) from error
        finally:
            fresh.unlink(missing_ok=True)


def flaw(file: Path) -> str:
    """What is wrong with a state file or a copy; empty where it is sound."""
    try:
        with closing(_reading(file)) as connection:
            found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
            tables = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'documents'").fetchone()[0]
    except sqlite3.DatabaseError as error:
        return str(error)
    if found != "ok":
        return found
    return "" if tables else "nothing is in it"


def opened(file: Path, now: datetime) -> tuple[Database, Restored | None]:
    """The state, for its owner: where the file is damaged, the newest sound copy takes its place.

    Args:
        file: The state file; made where there is none.
        now: Names what is set aside.

    Raises:
        DialogError: As :class:`Database`, but for ``database.corrupt``.
    """
    try:
        if file.exists() and not file.stat().st_size and Backups(file).days():
            raise DialogError("database.corrupt", f"{file} is empty.")
        database = Database(file)
        try:
            database.check()
        except DialogError:
            database.close()
            raise
        return database, None
    except DialogError as error:
        if error.code != "database.corrupt":
            raise
        restored = Backups(file).restore(now)
        _log.error("%s It is kept as %s.", error.message, restored.damaged)
        database = Database(file)
        return database, replace(restored, saved=_salvage(restored.damaged, database))


def _salvage(damaged: Path, database: Database) -> int:
    """Take over what can still be read in a damaged file: a table as a whole, or its rows up to where it breaks.

    A row that was read and means nothing is set aside by whoever reads it next.
    """
    saved = 0
    with suppress(sqlite3.DatabaseError), closing(_reading(damaged)) as source:
        source.row_factory = sqlite3.Row
        for table in _tables(source):
            rows, whole = _readable(source, table)
            with suppress(DialogError), database.transaction() as connection:
                if whole:
                    connection.execute(f'DELETE FROM "{table}"')
                for row in rows:
                    columns = ", ".join(f'"{name}"' for name in row.keys())  # noqa: SIM118 - a row is no mapping
                    marks = ", ".join("?" * len(row))
                    with suppress(sqlite3.IntegrityError):
                        connection.execute(f'REPLACE INTO "{table}" ({columns}) VALUES ({marks})', tuple(row))
                        saved += 1
    return saved


def _tables(source: sqlite3.Connection) -> list[str]:
    found = source.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'").fetchall()
    return [row["name"] for row in found]


def _readable(source: sqlite3.Connection, table: str) -> tuple[list[sqlite3.Row], bool]:
    """The rows of a table up to where it breaks, and whether that is its end."""
    rows: list[sqlite3.Row] = []
    try:
        for row in source.execute(f'SELECT * FROM "{table}"'):
            rows.append(row)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return rows, False
    return rows, True


def _reading(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)


def _put(fresh: Path, place: Path) -> None:
    """Move a file that is complete to its place, so that a power cut leaves the one or the other."""
    descriptor = os.open(fresh, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    fresh.chmod(0o600)
    fresh.replace(place)
