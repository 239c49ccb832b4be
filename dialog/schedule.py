"""Alarms, timers and reminders: what is due, and when."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from sqlite3 import Row
from typing import Annotated, Literal, TypedDict, Unpack

from pydantic import Field, TypeAdapter

from dialog.clock import Clock
from dialog.database import Database
from dialog.errors import DialogError
from nlu.values import When
from nlu.values.moments import wall_time

_log = logging.getLogger(__name__)
Kind = Literal["alarm", "timer", "reminder"]
_KIND: TypeAdapter[Kind] = TypeAdapter(Kind)
_DAYS = TypeAdapter(frozenset[Annotated[int, Field(ge=0, le=6)]])
_LATE = timedelta(seconds=60)
_STEPPED = timedelta(seconds=2)
_LOOK_AGAIN_SECONDS = 30.0
_END = datetime(9000, 1, 1, tzinfo=UTC).timestamp()


@dataclass(frozen=True, slots=True)
class Appointment:
    """Something that will ring.

    Attributes:
        id: Unique for ever.
        skill: Whose it is.
        kind: What it is called.
        label: What it is for; may be empty.
        locale: Of the turn that made it, and of its announcement.
        due: The next time it rings.
        clock: The wall time at which it rings; None for one that counts down.
        repeat: Weekdays on which it recurs, 0 for Monday; empty for once.
        length: What a timer was set to.
    """

    id: int
    skill: str
    kind: Kind
    label: str
    locale: str
    due: datetime
    clock: time | None = None
    repeat: frozenset[int] = frozenset()
    length: timedelta | None = None


class Details(TypedDict, total=False):
    """What else can be said of a new appointment; see :class:`Appointment`."""

    label: str
    locale: str
    clock: time | None
    repeat: frozenset[int]
    length: timedelta | None


@dataclass(frozen=True, slots=True)
class Ring:
    """An appointment whose time has come.

    Attributes:
        appointment: Which one.
        missed: Whether its time passed while the assistant was off, or it was cut short by the end of the program.
    """

    appointment: Appointment
    missed: bool


class Schedule:
    """The appointments of all skills; what a method has returned for is on disk.

    What is due rings, whatever the disk is like: that it rings is on disk before it sounds where that can be written,
    else it is known in memory and written when there is room again. So it rings once, and one that was ringing when
    the program ended is announced as missed at the next start.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._changed = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ends: dict[int, float] = {}
        self._zone: tzinfo | None = None  # that wall times are kept in
        self._seen: tuple[Appointment, ...] = ()  # at the last look that the disk allowed
        self._claimed: set[int] = set()
        self._after: dict[int, Appointment | None] = {}  # what becomes of those that rang, while it is not on disk
        self._look()

    def go_on_from(self, former: "Schedule") -> None:
        """Take over what another of the same state knows and could not write, when its place is taken.

        Args:
            former: Asked nothing any more.
        """
        self._after |= former._after
        self._claimed |= former._claimed
        self._ends |= former._ends

    def add(
        self,
        skill: str,
        kind: Kind,
        due: datetime,
        **details: Unpack[Details],
    ) -> Appointment:
        """Enter an appointment."""
        clock, length = details.get("clock"), details.get("length")
        values = (
            skill,
            kind,
            details.get("label", ""),
            details.get("locale", "en-US"),
            due.timestamp(),
            clock.isoformat() if clock else None,
            json.dumps(sorted(details.get("repeat", ()))),
            length.total_seconds() if length else None,
        )
        with self._database.transaction() as connection:
            row = connection.execute(
                "INSERT INTO appointments (skill, kind, label, locale, due, clock, repeat, length)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING *",
                values,
            ).fetchone()
            appointment = self._appointment(row)  # what could not be read again is not taken
        if length is not None:
            self._ends[row["id"]] = self._clock.monotonic() + (due - self._clock.now()).total_seconds()
        self._change()
        return appointment

    def remove(self, identifier: int) -> bool:
        """Strike an appointment out; returns whether there was one."""
        with self._database.transaction() as connection:
            gone = connection.execute("DELETE FROM appointments WHERE id = ?", (identifier,)).rowcount > 0
        self._after.pop(identifier, None)
        self._change()
        return gone

    def appointments(self, skill: str | None = None) -> tuple[Appointment, ...]:
        """What will ring, soonest first: of one skill, or of all."""
        known = self._database.read("appointments", self._appointment, "WHERE ringing = 0")
        self._seen = known
        return tuple(each for each in self._still_due(known) if skill in (None, each.skill))

    async def due(self) -> AsyncIterator[Ring]:
        """Each appointment when its time comes, for ever; nothing that is wrong with the disk ends it.

        When the consumer comes back for the next one, the one before counts as announced.
        """
        self._loop = asyncio.get_running_loop()
        for appointment in self._interrupted():
            if appointment.id not in self._claimed:
                yield Ring(appointment, missed=True)
            self._announced(appointment)
        while True:
            self._changed.clear()
            following = self._look()
            wait = (following[0].due - self._clock.now()).total_seconds() if following else _LOOK_AGAIN_SECONDS
            if wait > 0:
                await self._wait(min(wait, _LOOK_AGAIN_SECONDS))
                continue
            appointment = following[0]
            if not self._claim(appointment):
                continue
            yield Ring(appointment, missed=self._clock.now() - appointment.due > _LATE)
            self._announced(appointment)

    def _change(self) -> None:
        """Have ``due`` look again; skills enter appointments from threads of their own."""
        if self._loop is None:
            return
        with suppress(RuntimeError):  # it has ended, and will look when it begins again
            self._loop.call_soon_threadsafe(self._changed.set)

    def _look(self) -> tuple[Appointment, ...]:
        """What will ring, once all that may have changed has been looked at; as last seen where the disk fails."""
        try:
            if self._database.trouble:
                self._database.try_writing()
            self._write_after()
            self._clock.look_for_zone()
            if self._zone != self._clock.zone:
                self._keep_wall_times()
                self._zone = self._clock.zone
            self._keep_lengths()
            found = self.appointments()
        except DialogError as error:
            _log.debug("The schedule goes on in memory: %s", error)
            return self._still_due(self._seen)
        return found

    def _still_due(self, known: Iterable[Appointment]) -> tuple[Appointment, ...]:
        """Without those that rang, and with what has become of them."""
        rest = (each for each in known if each.id not in self._after)
        changed = (each for each in self._after.values() if each is not None)
        return tuple(sorted((*rest, *changed), key=lambda each: (each.due, each.id)))

    def _interrupted(self) -> tuple[Appointment, ...]:
        try:
            return self._database.read("appointments", self._appointment, "WHERE ringing = 1 ORDER BY due, id")
        except DialogError as error:
            _log.error("What rings is known in memory only: %s", error)
            return ()

    def _keep_lengths(self) -> None:
        """Where the wall clock was set anew, move what counts down along with it."""
        for appointment in self.appointments():
            if appointment.id in self._ends:
                left = timedelta(seconds=self._ends[appointment.id] - self._clock.monotonic())
                if abs(self._clock.now() + left - appointment.due) > _STEPPED:
                    self._move(appointment, self._clock.now() + left)

    def _keep_wall_times(self) -> None:
        """Where the user has moved to another zone, seven in the morning is seven in the morning there."""
        for appointment in self.appointments():
            if appointment.clock is not None and appointment.due.time().replace(fold=0) != appointment.clock:
                self._move(appointment, self._there(appointment.due, appointment.clock))

    def _there(self, due: datetime, clock: time) -> datetime:
        """The moment nearest to another at which the user's clocks show a time: the day may be another there."""
        days = (due.date() + timedelta(days=shift) for shift in (-1, 0, 1))
        moments = (wall_time(datetime.combine(day, clock), self._clock.now()) for day in days)
        return min(moments, key=lambda moment: abs(moment - due))

    def _move(self, appointment: Appointment, due: datetime) -> None:
        with self._database.transaction() as connection:
            connection.execute("UPDATE appointments SET due = ? WHERE id = ?", (due.timestamp(), appointment.id))

    async def _wait(self, seconds: float) -> None:
        """Wait, but not longer than the schedule stays as it is; a clock that is set anew is seen at the next look."""
        waits = {asyncio.ensure_future(self._clock.sleep(seconds)), asyncio.ensure_future(self._changed.wait())}
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    def _claim(self, appointment: Appointment) -> bool:
        """Whether it is ours to ring: it is, too, where that cannot be written down."""
        self._claimed.add(appointment.id)
        if appointment.id in self._after:
            return True
        try:
            with self._database.transaction() as connection:
                claimed = connection.execute(
                    "UPDATE appointments SET ringing = 1 WHERE id = ? AND ringing = 0", (appointment.id,)
                )
                return claimed.rowcount > 0
        except DialogError as error:
            _log.error("What rings is known in memory only: %s", error)
            return True

    def _announced(self, appointment: Appointment) -> None:
        following = self._next(appointment)
        self._after[appointment.id] = replace(appointment, due=following) if following else None
        try:
            self._write_after()
        except DialogError as error:
            _log.error("What rings is known in memory only: %s", error)

    def _write_after(self) -> None:
        """Write down what has become of those that rang."""
        for identifier, following in tuple(self._after.items()):
            with self._database.transaction() as connection:
                if following is None:
                    connection.execute("DELETE FROM appointments WHERE id = ?", (identifier,))
                else:
                    connection.execute(
                        "UPDATE appointments SET ringing = 0, due = ? WHERE id = ?",
                        (following.due.timestamp(), identifier),
                    )
            del self._after[identifier]
            self._ends.pop(identifier, None)
            self._claimed.discard(identifier)

    def _next(self, appointment: Appointment) -> datetime | None:
        if not appointment.repeat or appointment.clock is None:
            return None
        return When(clock=appointment.clock, repeat=appointment.repeat).after(self._clock.now())

    def _moment(self, seconds: float) -> datetime:
        if seconds >= _END:
            raise ValueError("so far ahead that no calendar reaches there from every zone")
        return datetime.fromtimestamp(seconds, UTC).astimezone(self._clock.zone)

    def _appointment(self, row: Row) -> Appointment:
        return Appointment(
            id=row["id"],
            skill=row["skill"],
            kind=_KIND.validate_python(row["kind"]),
            label=row["label"],
            locale=row["locale"],
            due=self._moment(row["due"]),
            clock=time.fromisoformat(row["clock"]) if row["clock"] else None,
            repeat=_DAYS.validate_json(row["repeat"]),
            length=timedelta(seconds=row["length"]) if row["length"] is not None else None,
        )


class Agenda:
    """A skill's own part of the schedule; no skill sees another's."""

    def __init__(self, schedule: Schedule, skill: str) -> None:
        self._schedule = schedule
        self._skill = skill

    def add(self, kind: Kind, due: datetime, **details: Unpack[Details]) -> Appointment:
        """Enter an appointment; it is on disk when this returns."""
        return self._schedule.add(self._skill, kind, due, **details)

    def put_back(self, kept: object) -> Appointment:
        """Enter an appointment again, from what :func:`kept` made of it; it has a new number."""
        old = _APPOINTMENT.validate_python(kept)
        return self.add(
            old.kind,
            old.due,
            label=old.label,
            locale=old.locale,
            clock=old.clock,
            repeat=old.repeat,
            length=old.length,
        )

    def remove(self, identifier: int) -> bool:
        """Strike out one of the skill's appointments; returns whether there was one."""
        mine = any(appointment.id == identifier for appointment in self.appointments())
        return mine and self._schedule.remove(identifier)

    def appointments(self) -> tuple[Appointment, ...]:
        """The skill's appointments, soonest first."""
        return self._schedule.appointments(self._skill)


_APPOINTMENT = TypeAdapter(Appointment)


def kept(appointment: Appointment) -> dict[str, object]:
    """The appointment as JSON values, for undo."""
    return dict(_APPOINTMENT.dump_python(appointment, mode="json"))
