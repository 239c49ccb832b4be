"""What was heard, understood, decided and said: text only, on this machine only."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dialog.clock import Clock
from dialog.database import Database


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened in a turn.

    Attributes:
        at: When.
        turn: Number of the turn; 0 for what happens between turns.
        kind: Such as ``heard``, ``understood``, ``decided``, ``said``, ``failed`` or ``rang``.
        body: What, as JSON values.
    """

    at: datetime
    turn: int
    kind: str
    body: Mapping[str, object]


class Journal:
    """The record of all turns; the user can read, export and delete it."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        row = database.query("SELECT COALESCE(MAX(turn), 0) FROM events")[0]
        self._turn = int(row[0])

    def begin_turn(self) -> int:
        """The number of a new turn."""
        self._turn += 1
        return self._turn

    def record(self, turn: int, kind: str, body: Mapping[str, object]) -> None:
        """Write an event down."""
        text = json.dumps(body, ensure_ascii=False, default=str)
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO events (at, turn, kind, body) VALUES (?, ?, ?, ?)",
                (self._clock.now().isoformat(), turn, kind, text),
            )

    def events(self, *, last: int = 100) -> tuple[Event, ...]:
        """The latest events, oldest first."""
        rows = self._database.query("SELECT * FROM events ORDER BY id DESC LIMIT ?", (last,))
        return tuple(
            Event(datetime.fromisoformat(row["at"]), row["turn"], row["kind"], json.loads(row["body"]))
            for row in reversed(rows)
        )

    def delete(self, *, before: datetime | None = None) -> int:
        """Delete the events before a time, or all; returns how many went."""
        until = before.timestamp() if before else float("inf")
        with self._database.transaction() as connection:
            rows = connection.execute("SELECT id, at FROM events").fetchall()
            old = [(row["id"],) for row in rows if datetime.fromisoformat(row["at"]).timestamp() < until]
            connection.executemany("DELETE FROM events WHERE id = ?", old)
        return len(old)
