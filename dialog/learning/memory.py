"""What was learned, on disk: rewrites with their trials, what was blocked, and an audit trail of every change."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from sqlite3 import Connection, Row
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter

from dialog.clock import Clock
from dialog.database import Database
from dialog.errors import DialogError
from dialog.journal_seal import Seal
from dialog.learning.circle import Circle
from dialog.learning.rewrite import Rewrite
from dialog.learning.trial import Trial
from dialog.learning.turn import key

State = Literal["live", "blocked", "dropped"]
Action = Literal["learned", "blocked", "dropped", "allowed", "stopped", "started"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A rewrite with its online test."""

    rewrite: Rewrite
    trial: Trial


@dataclass(frozen=True, slots=True)
class Learned:
    """A rewrite as it stands.

    Attributes:
        circle: Whose words they are.
        state: In use; blocked for good; or no longer supported by what users do.
        evidence: Why.
    """

    circle: Circle
    state: State
    evidence: Evidence

    @property
    def pair(self) -> tuple[str, str]:
        """Source and target."""
        return self.evidence.rewrite.source, self.evidence.rewrite.target


@dataclass(frozen=True, slots=True)
class Known:
    """What a learner goes on from.

    Attributes:
        live: Rewrites in use, by source.
        trials: Of every source and target that was ever tried.
        blocked: Sources with targets, and with what these mean, that are not to be proposed again.
    """

    live: Mapping[str, Rewrite]
    trials: Mapping[tuple[str, str], Trial]
    blocked: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Record:
    """An entry of the audit trail."""

    at: datetime
    circle: Circle
    action: Action
    source: str
    target: str
    why: str


@dataclass(frozen=True, slots=True)
class _Standing:
    """The part of what was learned that has words in it; see ``Learned``."""

    state: State
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Note:
    """The part of a record that has words in it; see ``Record``."""

    action: Action
    source: str
    target: str
    why: str


_STANDING = TypeAdapter(_Standing)
_NOTE = TypeAdapter(_Note)
_Body = TypeVar("_Body")


class Memory:
    """The learned rewrites of all circles. A row that cannot be read, for want of its key, is passed over.

    Args:
        database: Where they are.
        clock: For the audit trail.
        seal: What words are sealed with; they are in clear where absent.
    """

    def __init__(self, database: Database, clock: Clock, seal: Seal | None = None) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal or Seal(None)

    @property
    def version(self) -> int:
        """A number that grows with every change, by whatever program."""
        found = self._database.read("learning_state", lambda row: int(row["value"]), "WHERE name = 'version'")
        return found[0] if found else 0

    @property
    def stopped(self) -> bool:
        """Whether the kill switch is thrown: nothing is rewritten."""
        return self._state("stopped") == "yes"

    def all(self, language: str | None = None) -> list[Learned]:
        """Every rewrite, of one language or of all."""
        found = [learned for _, learned in self._rows() if language in (None, learned.circle.language)]
        return sorted(found, key=lambda each: (each.circle.language, each.circle.device, each.pair))

    def known(self, circle: Circle) -> Known:
        """What the learner of a circle goes on from."""
        found = [each for each in self.all(circle.language) if each.circle == circle]
        return Known(
            live={each.evidence.rewrite.source: each.evidence.rewrite for each in found if each.state == "live"},
            trials={each.pair: each.evidence.trial for each in found},
            blocked=frozenset(
                refused for each in found if each.state == "blocked" for refused in each.evidence.rewrite.names
            ),
        )

    def keep(self, circle: Circle, known: Known, changes: Iterable[tuple[Action, str, str, str]]) -> None:
        """Put what a learner has come to in the place of what it went on from.

        Args:
            circle: Its own.
            known: What is live, tried and blocked now.
            changes: Action, source, target and reason of each.
        """
        live = {(source, rewrite.target): rewrite for source, rewrite in known.live.items()}
        with self._database.transaction() as connection:
            before = {each.pair: (row, each) for row, each in self._rows() if each.circle == circle}
            for pair in before.keys() | live.keys():
                row = before[pair][0] if pair in before else None
                rewrite = live[pair] if pair in live else before[pair][1].evidence.rewrite
                state: State = "live" if pair in live else "blocked" if pair in known.blocked else "dropped"
                trial = known.trials.get(pair) or Trial.begin(rewrite.direct)
                self._put(connection, row, Learned(circle, state, Evidence(rewrite, trial)))
            for action, source, target, why in changes:
                self._note(connection, circle, _Note(action, source, target, why))

    def block(self, language: str, text: str, why: str, *, circle: Circle | None = None) -> Learned:
        """Take a rewrite out for good.

        Args:
            language: Of the utterance.
            text: What it rewrites.
            why: For the audit trail.
            circle: Whose it is; whoever has it where absent.

        Raises:
            DialogError: ``learning.unknown``.
        """
        return self._change(language, text, "live", "blocked", "blocked", why, circle)

    def allow(self, language: str, text: str, why: str) -> Learned:
        """Take a blocked rewrite back into use.

        Raises:
            DialogError: ``learning.unknown``.
        """
        return self._change(language, text, "blocked", "live", "allowed", why, None)

    def stop(self, stopped: bool) -> None:
        """Throw the kill switch, or take it back: at once, in every running program."""
        with self._database.transaction() as connection:
            self._set(connection, "stopped", "yes" if stopped else "no")
            self._note(connection, Circle(""), _Note("stopped" if stopped else "started", "", "", "kill switch"))

    def forget(self) -> int:
        """Delete everything that was learned, the audit trail included; returns how many rewrites went."""
        with self._database.transaction() as connection:
            count = connection.execute("DELETE FROM rewrites").rowcount
            connection.execute("DELETE FROM learning_changes")
            connection.execute("DELETE FROM quarantine WHERE source IN ('rewrites', 'learning_changes')")
            self._bump(connection)
        self._database.scrub()
        return count

    def records(self, *, last: int = 100) -> tuple[Record, ...]:
        """The latest changes, oldest first."""
        found = self._database.read("learning_changes", self._record, "ORDER BY id DESC LIMIT ?", (last,))
        return tuple(record for record in reversed(found) if record is not None)

    def _rows(self) -> Iterator[tuple[int, Learned]]:
        """Number of the row, and what it holds."""
        return (found for found in self._database.read("rewrites", self._learned, "ORDER BY id") if found is not None)

    def _learned(self, row: Row) -> tuple[int, Learned] | None:
        standing = self._opened(_STANDING, row)
        if standing is None:
            return None
        return row["id"], Learned(Circle(row["language"], row["device"]), standing.state, standing.evidence)

    def _record(self, row: Row) -> Record | None:
        note = self._opened(_NOTE, row)
        if note is None:
            return None
        at, circle = datetime.fromtimestamp(row["at"], self._clock.zone), Circle(row["language"], row["device"])
        return Record(at, circle, note.action, note.source, note.target, note.why)

    def _opened(self, kind: TypeAdapter[_Body], row: Row) -> _Body | None:
        """What is in a row; None where that was sealed with a key that is not there."""
        try:
            body = self._seal.open(row["body"])
        except DialogError:
            return None
        return kind.validate_json(body)

    def _change(
        self, language: str, text: str, before: State, after: State, action: Action, why: str, circle: Circle | None
    ) -> Learned:
        source = key(text)
        found = [
            (row, each)
            for row, each in self._rows()
            if each.circle.language == language
            and circle in (None, each.circle)
            and each.state == before
            and each.evidence.rewrite.source == source
        ]
        if not found:
            raise DialogError(
                "learning.unknown",
                f"No {before} rewrite of '{text}' in '{language}'.",
                "See them with: assistant learned list",
            )
        with self._database.transaction() as connection:
            for row, each in found:
                self._put(connection, row, replace(each, state=after))
                self._note(connection, each.circle, _Note(action, source, each.evidence.rewrite.target, why))
        return found[-1][1]

    def _put(self, connection: Connection, row: int | None, learned: Learned) -> None:
        body = self._closed(_STANDING, _Standing(learned.state, learned.evidence))
        connection.execute(
            "REPLACE INTO rewrites (id, device, language, body) VALUES (?, ?, ?, ?)",
            (row, learned.circle.device, learned.circle.language, body),
        )
        self._bump(connection)

    def _note(self, connection: Connection, circle: Circle, note: _Note) -> None:
        connection.execute(
            "INSERT INTO learning_changes (at, device, language, body) VALUES (?, ?, ?, ?)",
            (self._clock.now().timestamp(), circle.device, circle.language, self._closed(_NOTE, note)),
        )
        self._bump(connection)

    def _closed(self, kind: TypeAdapter[Any], value: object) -> str:
        return self._seal.close(kind.dump_json(value).decode())

    def _bump(self, connection: Connection) -> None:
        self._set(connection, "version", str(self.version + 1))

    @staticmethod
    def _set(connection: Connection, name: str, value: str) -> None:
        connection.execute("REPLACE INTO learning_state (name, value) VALUES (?, ?)", (name, value))

    def _state(self, name: str) -> str:
        rows = self._database.query("SELECT value FROM learning_state WHERE name = ?", (name,))
        return rows[0][0] if rows else ""
