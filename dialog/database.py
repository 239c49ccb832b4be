"""Everything the assistant keeps, in one SQLite file."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from dialog.errors import DialogError

_BUSY_SECONDS = 5.0


class Database:
    """One SQLite file in WAL mode; a transaction that has returned is on disk (``synchronous=FULL``).

    It may be used from several threads; transactions exclude each other.

    Raises:
        DialogError: ``disk.full``, ``database.corrupt``, ``database.locked``, ``database.newer`` or
            ``database.failed``, here and from every method.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        with self._typed_errors():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600)
            self._connection = sqlite3.connect(
                path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            self._connection.row_factory = sqlite3.Row
            for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
                self._connection.execute(f"PRAGMA {pragma}")
            self._migrate()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything inside is kept together or not at all. Inside another transaction it is part of that one."""
        with self._lock, self._typed_errors():
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def query(self, sql: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """The rows that a statement returns."""
        with self._lock, self._typed_errors():
            return self._connection.execute(sql, values).fetchall()

    def close(self) -> None:
        """Close the file; closing twice does nothing."""
        with self._lock:
            self._connection.close()

    def _migrate(self) -> None:
        steps = sorted(
            (entry for entry in files("dialog").joinpath("migrations").iterdir() if entry.name.endswith(".sql")),
            key=lambda entry: entry.name,
        )
        newest = int(steps[-1].name[:4])
        have = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
        if have > newest:
            raise DialogError(
                "database.newer",
                f"{self.path} was written by a newer version of the assistant.",
                "Update the assistant, or move the file away to start afresh.",
            )
        for step in steps:
            number = int(step.name[:4])
            if number > have:
                sql = step.read_text(encoding="utf-8")
                self._connection.executescript(f"BEGIN IMMEDIATE; {sql}; PRAGMA user_version = {number}; COMMIT;")

    @contextmanager
    def _typed_errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise self._typed(error) from error

    def _typed(self, error: Exception) -> DialogError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL or getattr(error, "errno", None) == 28:
            return DialogError("disk.full", f"The disk that holds {self.path} is full.", "Free some space.")
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return DialogError(
                "database.corrupt", f"{self.path} is damaged.", "Move it away to start afresh, or restore a copy."
            )
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return DialogError(
                "database.locked", f"{self.path} is in use by another program.", "Stop the other assistant first."
            )
        return DialogError("database.failed", f"{self.path}: {error}.", "Check that the file can be written.")
