"""Departures from the stop nearby, by a timetable on this machine."""

import asyncio
from datetime import datetime, time
from pathlib import Path

from dialog.outside import OutsideError
from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from skills.dates import when_said
from skills.transport.gtfs import Departure, Timetable, read_timetable

_MOST_TOLD = 3
_PATIENCE = 3.0


class Transport:
    """Tells what leaves next; the timetable is read once, again where the file changed."""

    manifest = Manifest(
        name="transport",
        intents={"transport_query": ()},
        carries={"transport_query": ("place_name", "time", "date")},
        examples={"en": ("when is the next train to potsdam", "when does the next bus leave")},
    )

    def __init__(self, services: Services) -> None:
        feed = services.settings.get("timetable")
        self._feed = Path(str(feed)).expanduser() if feed else None
        self._stop = str(services.settings.get("stop", ""))
        self._reading: asyncio.Task[Timetable] | None = None
        self._changed = 0.0

    def bid(self, request: Request) -> Bid | None:
        """For the one intent about departures."""
        return Bid("transport", 0.9, "departures", action=Message("transport-action"))

    async def handle(self, request: Request) -> Reply:
        """Tell the next departures; a long timetable goes on being read while the user is told so."""
        if self._feed is None or not self._stop:
            return Reply((Message("transport-off"),), done=False)
        try:
            timetable = await asyncio.wait_for(asyncio.shield(self._read(self._feed)), _PATIENCE)
        except TimeoutError:
            return Reply((Message("transport-reading"),), done=False)
        except (OutsideError, OSError):
            self._reading = None
            return Reply((Message("transport-unreadable"),), done=False)
        place = request.interpretation.slot("place_name")
        to = place.text if place else ""
        found = await asyncio.to_thread(timetable.departures, _from_when(request), to, _MOST_TOLD)
        if not found:
            named = "yes" if to else "no"
            return Reply((Message("transport-none", {"place": to, "named": named}),), done=False)
        return Reply(tuple(_told(one, request) for one in found))

    def _read(self, feed: Path) -> asyncio.Task[Timetable]:
        changed = feed.stat().st_mtime
        if self._reading is None or changed != self._changed:
            self._changed = changed
            self._reading = asyncio.create_task(read_timetable(feed, self._stop))
        return self._reading


def _from_when(request: Request) -> datetime:
    """From now, or from the day or the time that was named."""
    when, now = when_said(request), request.clock.now()
    due = when.after(now) if when else None
    if due is None and when and when.day and when.day > now.date():
        due = datetime.combine(when.day, time(), now.tzinfo)
    return due or now


def _told(departure: Departure, request: Request) -> Message:
    now = request.clock.now()
    today = "yes" if departure.due.astimezone(now.tzinfo).date() == now.date() else "no"
    local = departure.due.astimezone(now.tzinfo)
    arguments = {"line": departure.line, "towards": departure.towards, "time": local, "date": local.date()}
    return Message("transport-departure", {**arguments, "today": today})
