"""The conversations of a house: what was asked, offered and talked about is one session's and one person's."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from sqlite3 import Row

from pydantic import TypeAdapter

from dialog.clock import Clock
from dialog.database import Database
from dialog.errors import DialogError
from dialog.journal_seal import Seal
from dialog.state import DialogState
from dialog.utterance import Origin

SESSION_LIVES = timedelta(hours=1)
MOST_OF_A_DEVICE, MOST = 16, 256

_log = logging.getLogger(__name__)
_FORMAT = TypeAdapter(DialogState)
_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Session:
    device: str
    at: datetime
    state: DialogState


class Sessions:
    """Each session's state, in memory and on disk; the oldest of a device makes room for its newest.

    Nobody can answer for another: a session is known by its name and by who speaks, as far as that is known.

    Args:
        database: Where they are kept for the next start.
        clock: Time.
        seal: What they are written with: they hold words.
        keep: Whether they are written at all.
    """

    def __init__(self, database: Database, clock: Clock, seal: Seal, *, keep: bool = True) -> None:
        self._database = database
        self._clock = clock
        self._seal = seal
        self._keep = keep
        self._open: dict[_Key, _Session] = {}
        self._saved: set[_Key] = set()

    def of(self, origin: Origin) -> DialogState:
        """How things stand where an utterance comes from, without what has been left lying for too long."""
        now = self._clock.now()
        if _key(origin) in self._saved and not self._is_on_disk(origin):  # another program was told to forget it
            self._saved.discard(_key(origin))
            self._open.pop(_key(origin), None)
        session = self._open.get(_key(origin)) or self._read(origin)
        if session is None or now - session.at > SESSION_LIVES:
            return DialogState()
        return session.state.at(now)

    def change(self, origin: Origin, state: DialogState) -> None:
        """Take note of how things stand now; what rings is the house's, and no session's."""
        self._open.pop(_key(origin), None)
        self._open[_key(origin)] = _Session(origin.device, self._clock.now(), replace(state, rang=None))
        for key in tuple(self._too_many(origin.device)):
            del self._open[key]

    def save(self, origin: Origin) -> None:
        """Write it down for the next start, and strike out what is too old or too much."""
        session = self._open.get(_key(origin))
        if session is None or not self._keep:
            return
        try:
            body = self._seal.close(_FORMAT.dump_json(session.state).decode())
        except ValueError as error:  # what a skill left for later turns is no JSON: it lasts as long as the program
            _log.warning("The session %s cannot be kept: %s", origin.session, error)
            return
        with self._database.transaction() as connection:
            connection.execute(
                "REPLACE INTO sessions (session, person, device, at, body) VALUES (?, ?, ?, ?, ?)",
                (*_key(origin), session.device, session.at.timestamp(), body),
            )
            connection.execute("DELETE FROM sessions WHERE at < ?", ((session.at - SESSION_LIVES).timestamp(),))
            newest = "SELECT session, person FROM sessions {} ORDER BY at DESC LIMIT -1 OFFSET ?"
            strike_out = "DELETE FROM sessions WHERE (session, person) IN "
            of_device = (origin.device, MOST_OF_A_DEVICE)
            connection.execute(f"{strike_out} ({newest.format('WHERE device = ?')})", of_device)
            connection.execute(f"{strike_out} ({newest.format('')})", (MOST,))
        self._saved = (self._saved | {_key(origin)}) & self._open.keys()

    def _is_on_disk(self, origin: Origin) -> bool:
        try:
            return bool(self._database.query("SELECT 1 FROM sessions WHERE session = ? AND person = ?", _key(origin)))
        except DialogError:  # the next turn says what is wrong
            return True

    def _read(self, origin: Origin) -> _Session | None:
        try:
            found = self._database.read("sessions", self._session, "WHERE session = ? AND person = ?", _key(origin))
        except DialogError as error:  # sealed with another key, or the file cannot be read: the next turn says so
            _log.warning("The session %s begins anew: %s", origin.session, error)
            return None
        return found[0] if found else None

    def _session(self, row: Row) -> _Session:
        state = _FORMAT.validate_json(self._seal.open(row["body"]))
        return _Session(row["device"], datetime.fromtimestamp(row["at"], self._clock.zone), state)

    def _too_many(self, device: str) -> Iterator[_Key]:
        """Sessions in memory that must go, oldest first: a device's own, so that nobody can push another's out."""
        own = [key for key, session in self._open.items() if session.device == device]
        if len(own) > MOST_OF_A_DEVICE:
            yield own[0]
        elif len(self._open) > MOST:
            yield next(iter(self._open))


def _key(origin: Origin) -> _Key:
    return origin.session, origin.person
