"""What was heard, understood, decided and said, turn by turn: text only, on this machine only."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from sqlite3 import Row

from pydantic import TypeAdapter

from dialog.clock import Clock
from dialog.database import Database
from dialog.journal_entry import Body, Ending, JournalEntry
from dialog.journal_format import FORMAT, upgraded
from dialog.journal_seal import Seal

_BODY = TypeAdapter(Body)
_ENDING = TypeAdapter(Ending)


@dataclass(frozen=True, slots=True)
class JournalEvent:
    """One thing that happened between turns.

    Attributes:
        at: When.
        kind: Such as ``rang``.
        body: What, as JSON values.
    """

    at: datetime
    kind: str
    body: Mapping[str, object]


class Journal:
    """The record of all turns; the user can read, export and delete it.

    Args:
        database: Where it is.
        clock: Time.
        keep: Whether turns are written down at all.
        key: File of the key that turns are sealed with; they are in clear without.

    Attributes:
        keeps: Whether turns are written down.
        seal: What they are sealed with.

    Raises:
        DialogError: ``journal.key``; ``journal.sealed`` from what reads turns.
    """

    def __init__(self, database: Database, clock: Clock, *, keep: bool = True, key: Path | None = None) -> None:
        self._database = database
        self._clock = clock
        self.keeps = keep
        self.seal = Seal(key)

    def reserve(self, above: int = 0) -> int:
        """A number for a turn, or for what else is told of like one; nobody else gets it, in no other program either.

        Args:
            above: A number that it must be greater than.
        """
        with self._database.transaction() as connection:
            row = connection.execute(
                "UPDATE turn_numbers SET last = MAX(last, ?) + 1 RETURNING last", (above,)
            ).fetchone()
        return int(row[0])

    def write(self, entry: JournalEntry) -> None:
        """Write a turn down."""
        if not self.keeps:
            return
        body = Body(entry.utterance, entry.rewriting, entry.acted_on, entry.answering, entry.answer)
        text = self.seal.close(_BODY.dump_json(body).decode())
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO turns (id, at, device, body, format) VALUES (?, ?, ?, ?, ?)",
                (entry.turn, entry.at.timestamp(), entry.device, text, FORMAT),
            )

    def finish(self, turn: int, ending: Ending) -> None:
        """Add how a turn ended."""
        with self._database.transaction() as connection:
            connection.execute("UPDATE turns SET ending = ? WHERE id = ?", (_ENDING.dump_json(ending).decode(), turn))

    def judge(self, verdicts: Iterable[tuple[int, float, float]]) -> None:
        """Keep turn numbers with the probabilities that they went wrong and that the next says them again."""
        with self._database.transaction() as connection:
            connection.executemany(
                "UPDATE turns SET defect = ?, rephrase = ? WHERE id = ?",
                [(defect, rephrase, turn) for turn, defect, rephrase in verdicts],
            )

    def entries(self, *, last: int | None = None) -> tuple[JournalEntry, ...]:
        """All turns, or the latest, oldest first."""
        rows = self._database.query("SELECT * FROM turns ORDER BY id DESC LIMIT ?", (-1 if last is None else last,))
        return tuple(self._entry(row) for row in reversed(rows))

    def entry(self, turn: int) -> JournalEntry | None:
        """One turn."""
        rows = self._database.query("SELECT * FROM turns WHERE id = ?", (turn,))
        return self._entry(rows[0]) if rows else None

    def record(self, kind: str, body: Mapping[str, object]) -> None:
        """Write down what happened between turns."""
        text = json.dumps(body, ensure_ascii=False, default=str)
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO events (at, turn, kind, body) VALUES (?, 0, ?, ?)",
                (self._clock.now().isoformat(), kind, text),
            )

    def events(self, *, last: int = 100) -> tuple[JournalEvent, ...]:
        """The latest things that happened between turns, oldest first."""
        rows = self._database.query("SELECT * FROM events WHERE turn = 0 ORDER BY id DESC LIMIT ?", (last,))
        return tuple(
            JournalEvent(datetime.fromisoformat(row["at"]), row["kind"], json.loads(row["body"]))
            for row in reversed(rows)
        )

    def delete(self, *, before: datetime | None = None, turns: Iterable[int] | None = None) -> int:
        """Delete some turns, or what is older than a time, or all, conversations too; returns how many turns went.

        Nothing of it is left in the file: free pages are overwritten and the write-ahead log is emptied.
        """
        with self._database.transaction() as connection:
            count = connection.total_changes
            if turns is not None:
                connection.executemany("DELETE FROM turns WHERE id = ?", [(turn,) for turn in turns])
            else:
                until = before.timestamp() if before else float("inf")
                connection.execute("DELETE FROM turns WHERE at < ?", (until,))
            gone = connection.total_changes - count
            if turns is None:
                rows = connection.execute("SELECT id, at FROM events").fetchall()
                connection.execute("DELETE FROM sessions WHERE at < ?", (until,))
                old = [(row["id"],) for row in rows if datetime.fromisoformat(row["at"]).timestamp() < until]
                connection.executemany("DELETE FROM events WHERE id = ?", old)
        self._database.query("PRAGMA wal_checkpoint(TRUNCATE)")
        return gone

    def _entry(self, row: Row) -> JournalEntry:
        record = upgraded(json.loads(self.seal.open(row["body"])), row["id"], row["format"])
        body = _BODY.validate_python(record)
        return JournalEntry(
            datetime.fromtimestamp(row["at"], self._clock.zone),
            body.utterance,
            body.rewriting,
            body.acted_on,
            body.answering,
            body.answer,
            _ENDING.validate_json(row["ending"]) if row["ending"] else None,
            row["defect"],
            row["rephrase"],
        )
