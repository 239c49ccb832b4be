"""Timers and alarms, counting down."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from textual.widgets import Static

from assistant.tui.rows import Rows
from dialog.schedule import Appointment
from runtime import RoomError

_MOST = 6


class DuePanel(Static):
    """What will ring, soonest first."""

    def on_mount(self) -> None:
        """Start empty."""
        self.border_title = "Due"
        self.show((), None)

    def follow(self, due: Callable[[], tuple[Sequence[Appointment], datetime]]) -> None:
        """Draw again every second, for as long as the panel is there.

        Args:
            due: Gives the appointments, soonest first, and the present.
        """

        def draw() -> None:
            with suppress(RoomError):  # of a disk that fails, the next turn tells
                self.show(*due())

        self.set_interval(1.0, draw)

    def show(self, appointments: Sequence[Appointment], now: datetime | None) -> None:
        """Draw the countdowns.

        Args:
            appointments: Soonest first.
            now: The present; unused where there are none.
        """
        if not appointments or now is None:
            self.update("Nothing is set.")
            return
        table = Rows()
        for appointment in appointments[:_MOST]:
            table.add(appointment.kind, appointment.label, countdown(appointment.due - now))
        if len(appointments) > _MOST:
            table.add(f"and {len(appointments) - _MOST} more")
        self.update(table)


def countdown(left: timedelta) -> str:
    """A length of time as a clock shows it: ``9:58``, ``1:02:03``, ``2 d 01:00``."""
    seconds = max(0, round(left.total_seconds()))
    days, rest = divmod(seconds, 86_400)
    hours, rest = divmod(rest, 3600)
    minutes, seconds = divmod(rest, 60)
    if days:
        return f"{days} d {hours:02}:{minutes:02}"
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
