"""What was learned, on disk: rewrites with their trials, what was blocked, and an audit trail of every change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection, Row
from typing import Literal

from pydantic import TypeAdapter

from dialog.clock import Clock
from dialog.database import Database
from dialog.errors import DialogError
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
        language: Of the utterances.
        state: In use; blocked for good; or no longer supported by what users do.
        evidence: Why.
    """

    language: str
    state: State
    evidence: Evidence


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
    language: str
    action: Action
    source: str
    target: str
    why: str


_EVIDENCE = TypeAdapter(Evidence)
_STATE: TypeAdapter[State] = TypeAdapter(State)


def _learned(row: Row) -> Learned:
    return Learned(row["language"], _STATE.validate_python(row["state"]), _EVIDENCE.validate_json(row["body"]))


class Memory:
    """The learned rewrites of all languages.

    Args:
        database: Where they are.
        clock: For the audit trail.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

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
        which = "WHERE ? IN (language, '') ORDER BY language, source"
        return list(self._database.read("rewrites", _learned, which, (language or "",)))

    def known(self, language: str) -> Known:
        """What the learner of a language goes on from."""
        found = self.all(language)
        pairs = {(each.evidence.rewrite.source, each.evidence.rewrite.target): each for each in found}
        return Known(
            live={source: each.evidence.rewrite for (source, _), each in pairs.items() if each.state == "live"},
            trials={pair: each.evidence.trial for pair, each in pairs.items()},
            blocked=frozenset(
                refused for each in found if each.state == "blocked" for refused in each.evidence.rewrite.names
            ),
        )

    def keep(self, language: str, known: Known, changes: Iterable[tuple[Action, str, str, str]]) -> None:
        """Put what a learner has come to in the place of what it went on from.

        Args:
            language: Its language.
            known: What is live, tried and blocked now.
            changes: Action, source, target and reason of each.
        """
        before = {(each.evidence.rewrite.source, each.evidence.rewrite.target): each for each in self.all(language)}
        live = {(source, rewrite.target): rewrite for source, rewrite in known.live.items()}
        with self._database.transaction() as connection:
            for pair in before.keys() | live.keys():
                rewrite = live.get(pair) or before[pair].evidence.rewrite
                state: State = "live" if pair in live else "blocked" if pair in known.blocked else "dropped"
                trial = known.trials.get(pair) or Trial.begin(rewrite.direct)
                self._put(connection, Learned(language, state, Evidence(rewrite, trial)))
            for action, source, target, why in changes:
                self._note(connection, language, action, source, target, why)

    def block(self, language: str, text: str, why: str) -> Learned:
        """Take a rewrite out for good.

        Args:
            language: Of the utterance.
            text: What it rewrites.
            why: For the audit trail.

        Raises:
            DialogError: ``learning.unknown``.
        """
        return self._change(language, text, "live", "blocked", "blocked", why)

    def allow(self, language: str, text: str, why: str) -> Learned:
        """Take a blocked rewrite back into use.

        Raises:
            DialogError: ``learning.unknown``.
        """
        return self._change(language, text, "blocked", "live", "allowed", why)

    def stop(self, stopped: bool) -> None:
        """Throw the kill switch, or take it back: at once, in every running program."""
        with self._database.transaction() as connection:
            self._set(connection, "stopped", "yes" if stopped else "no")
            self._note(connection, "", "stopped" if stopped else "started", "", "", "kill switch")

    def forget(self) -> int:
        """Delete everything that was learned, the audit trail included; returns how many rewrites went."""
        with self._database.transaction() as connection:
            count = connection.execute("DELETE FROM rewrites").rowcount
            connection.execute("DELETE FROM learning_changes")
            self._bump(connection)
        self._database.query("PRAGMA wal_checkpoint(TRUNCATE)")
        return count

    def records(self, *, last: int = 100) -> tuple[Record, ...]:
        """The latest changes, oldest first."""

        def record(row: Row) -> Record:
            at = datetime.fromtimestamp(row["at"], self._clock.zone)
            return Record(at, row["language"], row["action"], row["source"], row["target"], row["why"])

        return self._database.read("learning_changes", record, "ORDER BY id DESC LIMIT ?", (last,))[::-1]

    def _change(self, language: str, text: str, before: State, after: State, action: Action, why: str) -> Learned:
        source = key(text)
        found = [each for each in self.all(language) if each.state == before and each.evidence.rewrite.source == source]
        if not found:
            raise DialogError(
                "learning.unknown",
                f"No {before} rewrite of '{text}' in '{language}'.",
                "See them with: assistant learned list",
            )
        changed = Learned(language, after, found[-1].evidence)
        with self._database.transaction() as connection:
            self._put(connection, changed)
            self._note(connection, language, action, source, changed.evidence.rewrite.target, why)
        return changed

    def _put(self, connection: Connection, learned: Learned) -> None:
        rewrite = learned.evidence.rewrite
        connection.execute(
            "REPLACE INTO rewrites (language, source, target, state, body) VALUES (?, ?, ?, ?, ?)",
            (
                learned.language,
                rewrite.source,
                rewrite.target,
                learned.state,
                _EVIDENCE.dump_json(learned.evidence).decode(),
            ),
        )
        self._bump(connection)

    def _note(self, connection: Connection, language: str, action: Action, source: str, target: str, why: str) -> None:
        connection.execute(
            "INSERT INTO learning_changes (at, language, action, source, target, why) VALUES (?, ?, ?, ?, ?, ?)",
            (self._clock.now().timestamp(), language, action, source, target, why),
        )
        self._bump(connection)

    def _bump(self, connection: Connection) -> None:
        self._set(connection, "version", str(self.version + 1))

    @staticmethod
    def _set(connection: Connection, name: str, value: str) -> None:
        connection.execute("REPLACE INTO learning_state (name, value) VALUES (?, ?)", (name, value))

    def _state(self, name: str) -> str:
        rows = self._database.query("SELECT value FROM learning_state WHERE name = ?", (name,))
        return rows[0][0] if rows else ""
