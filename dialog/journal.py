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
from dialog.errors import DialogError
from dialog.journal_entry import Body, Ending, JournalEntry
from dialog.journal_format import FORMAT, upgraded
from dialog.journal_seal import Seal
from dialog.quarantine import forget_words

_BODY = TypeAdapter(Body)
_ENDING = TypeAdapter(Ending)
_CONVERSATIONS_OF_TURN = (  # what was said on its device from then on may have its words
    "DELETE FROM sessions WHERE EXISTS"
    " (SELECT 1 FROM turns WHERE turns.id = ? AND turns.device = sessions.device AND turns.at <= sessions.at)"
)
_SEALED = ("turns", "events", "sessions", "rewrites", "learning_changes")  # tables whose column ``body`` has words
_NEXT_NUMBER = (  # begins behind all turns where the row is lost
    "INSERT INTO turn_numbers (id, last) SELECT 1, MAX(COALESCE(MAX(id), 0), ?) + 1 FROM turns WHERE true"
    " ON CONFLICT (id) DO UPDATE SET last = MAX(last, ?) + 1 RETURNING last"
)


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
        self._latest = 0
        self.keeps = keep
        self.seal = Seal(key)

    def reserve(self) -> int:
        """A number for a turn, or for what else is told of like one; nobody else gets it, in no other program either.

        Where it cannot be written, the number is this program's next: the turn itself will say what is wrong.
        """
        above = self._latest
        try:
            with self._database.transaction() as connection:
                row = connection.execute(_NEXT_NUMBER, (above, above)).fetchone()
            self._latest = int(row[0])
        except DialogError:
            self._latest += 1
        return self._latest

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
        """All turns, or the latest, oldest first; those that were sealed with another key are passed over.

        Raises:
            DialogError: ``journal.sealed`` where there are no others.
        """
        which = "ORDER BY id DESC LIMIT ?"
        found = self._database.read("turns", self._entry_or_seal, which, (-1 if last is None else last,))
        entries = tuple(each for each in reversed(found) if isinstance(each, JournalEntry))
        for each in found:
            if isinstance(each, DialogError) and not entries:
                raise each
        return entries

    def entry(self, turn: int) -> JournalEntry | None:
        """One turn."""
        found = self._database.read("turns", self._entry, "WHERE id = ?", (turn,))
        return found[0] if found else None

    def record(self, kind: str, body: Mapping[str, object]) -> None:
        """Write down what happened between turns; it may have words of the user in it."""
        if not self.keeps:
            return
        text = self.seal.close(json.dumps(body, ensure_ascii=False, default=str))
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO events (at, turn, kind, body) VALUES (?, 0, ?, ?)",
                (self._clock.now().isoformat(), kind, text),
            )

    def events(self, *, last: int = 100) -> tuple[JournalEvent, ...]:
        """The latest things that happened between turns, oldest first."""
        return self._database.read("events", self._event, "WHERE turn = 0 ORDER BY id DESC LIMIT ?", (last,))[::-1]

    def delete(self, *, before: datetime | None = None, turns: Iterable[int] | None = None) -> int:
        """Delete some turns, or what is older than a time, or all, conversations too; returns how many turns went.

        Nothing of it is left in the file: free pages are overwritten and the write-ahead log is emptied, unless another
        program holds that open: see ``Database.holds_deleted``.
        """
        turns = None if turns is None else tuple(turns)
        until = before.timestamp() if before else float("inf")
        with self._database.transaction() as connection:
            marks = [(turn,) for turn in turns or ()]
            connection.executemany(_CONVERSATIONS_OF_TURN, marks)
            count = connection.total_changes
            if turns is not None:
                connection.executemany("DELETE FROM turns WHERE id = ?", marks)
            else:
                connection.execute("DELETE FROM turns WHERE at < ?", (until,))
            gone = connection.total_changes - count
            if turns is None:
                connection.execute("DELETE FROM sessions WHERE at < ?", (until,))
                dated = self._database.read("events", _dated)
                old = [(number,) for number, at in dated if at < until]
                connection.executemany("DELETE FROM events WHERE id = ?", old)
            forget_words(connection, until, turns)
        self._database.scrub()
        return gone

    def _entry_or_seal(self, row: Row) -> JournalEntry | DialogError:
        try:
            return self._entry(row)
        except DialogError as sealed:
            return sealed

    def seal_all(self) -> bool:
        """Seal what was written before there was a key; whether there was anything."""
        if not self.seal.seals:
            return False
        sealed = 0
        with self._database.transaction() as connection:
            for table in _SEALED:
                rows = connection.execute(f"SELECT body FROM {table} WHERE body LIKE '{{%'").fetchall()
                bodies = [(self.seal.close(row["body"]), row["body"]) for row in rows]
                connection.executemany(f"UPDATE {table} SET body = ? WHERE body = ?", bodies)
                sealed += len(bodies)
        if sealed:
            self._database.scrub()
        return sealed > 0

    def _event(self, row: Row) -> JournalEvent:
        return JournalEvent(datetime.fromisoformat(row["at"]), row["kind"], json.loads(self.seal.open(row["body"])))

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


def _dated(row: Row) -> tuple[int, float]:
    return row["id"], datetime.fromisoformat(row["at"]).timestamp()
