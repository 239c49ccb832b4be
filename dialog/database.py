"""Everything the assistant keeps, in one SQLite file."""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

from dialog.errors import DialogError
from dialog.unreadable import set_aside
from runtime import RoomError

_log = logging.getLogger(__name__)
_BUSY_SECONDS = 5.0
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
)
_NO_ROOM_BESIDE = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN)
_T = TypeVar("_T")


class Database:
    """One SQLite file in WAL mode; a transaction that has returned is on disk (``synchronous=FULL``).

    It may be used from several threads; transactions exclude each other.

    Attributes:
        path: The file.
        trouble: Why nothing can be written at the moment; None since something last could be.

    Args:
        path: Made where there is none.
        migrate: Whether the file may be brought to this version's form; else one of an older version is refused.

    Raises:
        DialogError: ``database.older``, ``disk.full``, ``database.corrupt``, ``database.locked``, ``database.newer`` or
            ``database.failed``, here and from every method.
    """

    def __init__(self, path: Path, *, migrate: bool = True) -> None:
        self.path = path
        self.trouble: DialogError | None = None
        self._lock = threading.RLock()
        with self._typed_errors():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600)
            try:
                self._connection = self._opened(migrate, "NORMAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF not in _NO_ROOM_BESIDE:
                    raise
                # on a full disk there is no room for the index that programs share: it is kept in memory, for one alone
                self._connection = self._opened(migrate, "EXCLUSIVE")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything inside is kept together or not at all. Inside another transaction it is part of that one."""
        with self._lock, self._typed_errors():
            if self._connection.in_transaction:
                yield self._connection
                return
            self._connection.execute("BEGIN IMMEDIATE")
            before = self._connection.total_changes
            try:
                yield self._connection
                self._connection.execute("COMMIT")
                if self._connection.total_changes != before:  # else nothing was written
                    self.trouble = None
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def query(self, sql: str, values: Sequence[Any] = ()) -> list[sqlite3.Row]:
        """The rows that a statement returns."""
        with self._lock, self._typed_errors():
            return self._connection.execute(sql, values).fetchall()

    def read(
        self, table: str, meaning: Callable[[sqlite3.Row], _T], which: str = "", values: Sequence[Any] = ()
    ) -> tuple[_T, ...]:
        """What rows of a table mean: the one way to read what was written by an earlier run.

        A row that cannot be read is moved to the quarantine with the reason, and the rest goes on.

        Args:
            table: Its name.
            meaning: Makes a value of a row; any error it raises is the row's, but for a ``RoomError``.
            which: What follows the table's name in SQL: conditions, order, limit.
            values: For the question marks in it.
        """
        found: list[_T] = []
        for row in self.query(f"SELECT * FROM {table} {which}", values):
            try:
                found.append(meaning(row))
            except (RoomError, MemoryError):
                raise
            except Exception as error:  # a row from elsewhere may break anything that reads it
                self._set_aside(table, row, error)
        return tuple(found)

    def check(self) -> None:
        """Look whether the whole file holds together.

        Raises:
            DialogError: ``database.corrupt``.
        """
        found = self.query("PRAGMA quick_check(1)")[0][0]
        if found != "ok":
            raise DialogError(
                "database.corrupt",
                f"{self.path} is damaged: {' '.join(found.split())}.",
                "Run: assistant state restore",
            )

    @property
    def holds_deleted(self) -> bool:
        """Whether what was deleted may still lie in the log, for somebody else read it when it was to be emptied."""
        return self._unscrubbed.exists()

    def scrub(self) -> bool:
        """Leave nothing of what was deleted: bring the log home and empty it; free pages are overwritten as they fall.

        Returns:
            Whether that could be done; else another program holds the log open, and it must be tried again.
        """
        done = not self.query("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
        with self._typed_errors():
            if done:
                self._unscrubbed.unlink(missing_ok=True)
            else:
                self._unscrubbed.touch(mode=0o600)
        return done

    @property
    def _unscrubbed(self) -> Path:
        """A mark for whoever opens the file next."""
        return self.path.with_name(f"{self.path.name}-unscrubbed")

    def try_writing(self) -> None:
        """Find out whether there is still trouble.

        Raises:
            DialogError: There is.
        """
        with self.transaction() as connection:
            connection.execute(f"PRAGMA user_version = {_version(connection)}")
        self.trouble = None

    def close(self) -> None:
        """Close the file; closing twice does nothing."""
        with self._lock:
            self._connection.close()

    def _set_aside(self, table: str, row: sqlite3.Row, error: Exception) -> None:
        try:
            with self.transaction() as connection:
                set_aside(connection, table, row, error)
        except DialogError as failure:  # it is passed over, and tried again at the next reading
            _log.warning("A row of %s that cannot be read stays where it is: %s", table, failure)

    def _opened(self, migrate: bool, locking: str) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        try:
            connection.execute(f"PRAGMA locking_mode = {locking}")
            self._prepare(connection, migrate)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection, migrate: bool) -> None:
        steps = self._steps(_version(connection), migrate)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        for number, sql in steps:
            try:
                connection.executescript(f"BEGIN IMMEDIATE; {sql}; PRAGMA user_version = {number}; COMMIT;")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                    raise
                raise DialogError(  # its number says one version and its tables another
                    "database.corrupt", f"{self.path} is damaged: {error}.", "Run: assistant state restore"
                ) from error

    def _steps(self, have: int, allowed: bool) -> list[tuple[int, str]]:
        """The migrations that the file lacks; a file that is not for this version has not been touched by then."""
        steps = sorted(
            (entry for entry in files("dialog").joinpath("migrations").iterdir() if entry.name.endswith(".sql")),
            key=lambda entry: entry.name,
        )
        newest = int(steps[-1].name[:4])
        if have > newest:
            raise DialogError(
                "database.newer",
                f"{self.path} was written by a newer version of the assistant.",
                "Update the assistant, or move the file away to start afresh: it was left as it is.",
            )
        if have < newest and not allowed:
            raise DialogError(
                "database.older",
                f"{self.path} is in use by an older version of the assistant.",
                "Restart the one that runs, then try again.",
            )
        numbered = ((int(step.name[:4]), step) for step in steps)
        return [(number, step.read_text(encoding="utf-8")) for number, step in numbered if number > have]

    @contextmanager
    def _typed_errors(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            typed = self._typed(error)
            self.trouble = self.trouble if typed.code == "database.locked" else typed
            raise typed from error

    def _typed(self, error: Exception) -> DialogError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL or getattr(error, "errno", None) == 28:
            return DialogError("disk.full", f"The disk that holds {self.path} is full.", "Free some space.")
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            return DialogError("database.corrupt", f"{self.path} is damaged.", "Run: assistant state restore")
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return DialogError(
                "database.locked", f"{self.path} is in use by another program.", "Stop the other assistant first."
            )
        return DialogError("database.failed", f"{self.path}: {error}.", "Check that the file can be written.")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
