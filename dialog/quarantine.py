"""Rows that cannot be read, set aside with the reason: nothing that is stored keeps the assistant from its work."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from sqlite3 import Connection, Row

from dialog.database import Database

_WORDS = ("turns", "events", "sessions")  # tables in which there is what was said


@dataclass(frozen=True, slots=True)
class SetAside:
    """One row in the quarantine.

    Attributes:
        id: Its number there.
        at: When it was moved.
        table: Where it was.
        why: What is wrong with it; without anything of what is in it.
    """

    id: int
    at: datetime
    table: str
    why: str


class Quarantine:
    """What could not be read, for its owner to see and to be told of once.

    Args:
        database: Whose rows.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def rows(self) -> tuple[SetAside, ...]:
        """Everything in it, oldest first."""
        return self._database.read("quarantine", _entry, "ORDER BY id")

    def tell(self) -> int:
        """How many rows were set aside since this was asked last."""
        with self._database.transaction() as connection:
            return connection.execute("UPDATE quarantine SET told = 1 WHERE told = 0").rowcount

    def try_again(self) -> int:
        """Put every row back where it was, for a version that may be able to read it; returns how many could be."""
        back = 0
        for row in self._database.query("SELECT * FROM quarantine ORDER BY id"):
            values = {name: _restored(value) for name, value in json.loads(row["row"]).items()}
            marks = ", ".join("?" * len(values))
            columns = ", ".join(f'"{name}"' for name in values)
            with self._database.transaction() as connection:
                sql = f'INSERT OR IGNORE INTO "{row["source"]}" ({columns}) VALUES ({marks})'
                back += connection.execute(sql, tuple(values.values())).rowcount
                connection.execute("DELETE FROM quarantine WHERE id = ?", (row["id"],))
        return back


def forget_words(connection: Connection, until: float = float("inf"), turns: Iterable[int] | None = None) -> None:
    """Delete what was said from the quarantine.

    Args:
        connection: In a transaction.
        until: What was moved before; seconds since the epoch.
        turns: Only these turns, whenever they were moved.
    """
    tables = ", ".join(f"'{table}'" for table in _WORDS)
    if turns is None:
        connection.execute(f"DELETE FROM quarantine WHERE source IN ({tables}) AND at < ?", (until,))
        return
    marks = [(turn,) for turn in turns]
    connection.executemany("DELETE FROM quarantine WHERE source = 'turns' AND row ->> 'id' = ?", marks)


def _entry(row: Row) -> SetAside:
    return SetAside(row["id"], datetime.fromtimestamp(row["at"], UTC), row["source"], row["why"])


def _restored(value: object) -> object:
    return bytes.fromhex(value["bytes"]) if isinstance(value, dict) else value
