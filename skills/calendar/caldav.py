"""A calendar on a CalDAV server (RFC 4791)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from dialog.outside import Answer, Network, file_bytes
from skills.calendar.ical import Days, Occurrence, read_occurrences

_XML = {"Content-Type": "application/xml; charset=utf-8", "Depth": "1"}
_TEXT = {"Content-Type": "text/calendar; charset=utf-8"}
_STAMP = "%Y%m%dT%H%M%SZ"
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LASTS = timedelta(hours=1)
_MOST_BYTES = 10_000_000
_QUERY = """<?xml version="1.0" encoding="utf-8"?>
<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><c:calendar-data/></d:prop><c:filter>
<c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range start="{start}" end="{end}"/>
</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>"""


class SharedCalendar:
    """One calendar of a server.

    Args:
        network: The way there.
        settings: ``caldav``, the calendar's address; ``user`` and ``password_file``.
    """

    def __init__(self, network: Network, settings: Mapping[str, Any]) -> None:
        self._network = network
        self._url = str(settings["caldav"]).rstrip("/") + "/"
        self._user = str(settings.get("user", ""))
        self._password_file = str(settings.get("password_file", ""))

    async def occurrences(self, span: Days) -> list[Occurrence]:
        """What takes place in those days.

        Raises:
            OutsideError: The server cannot be reached, refuses, or answers what is no calendar.
        """
        body = _QUERY.format(start=_utc(span.start), end=_utc(span.end))
        answer = await self._request("REPORT", self._url, content=body, headers=_XML)
        found = await read_occurrences(answer.body, span, caldav=True)
        return [replace(occurrence, reference=self._own(occurrence.reference)) for occurrence in found]

    async def enter(self, name: str, due: datetime, repeat: frozenset[int] = frozenset()) -> str:
        """Enter an event of an hour; entering it twice does nothing.

        Args:
            name: What it is called.
            due: When it begins.
            repeat: Weekdays on which it recurs, 0 for Monday.

        Returns:
            Its address.

        Raises:
            OutsideError: The server cannot be reached, or refuses.
        """
        uid = str(uuid5(NAMESPACE_URL, f"{self._url}{due.isoformat()}/{name}"))
        event = Event()
        event.add("uid", uid)
        event.add("dtstamp", datetime.now(UTC))
        event.add("summary", name)
        event.add("dtstart", due)
        event.add("dtend", due + _LASTS)
        if repeat:
            event.add("rrule", {"freq": "weekly", "byday": [_DAYS[day] for day in sorted(repeat)]})
        calendar = Calendar()
        calendar.add("prodid", "-//voice-assistant//")
        calendar.add("version", "2.0")
        calendar.add_component(event)
        address = f"{self._url}{uid}.ics"
        await self.put_back(address, calendar.to_ical().decode())
        return address

    async def put_back(self, address: str, text: str) -> None:
        """Write an iCalendar text to an address.

        Raises:
            OutsideError: The server cannot be reached, or refuses.
        """
        await self._request("PUT", address, content=text, headers=_TEXT)

    async def take(self, address: str) -> str:
        """Delete what is there.

        Returns:
            Its iCalendar text, for putting it back; empty where there was nothing.

        Raises:
            OutsideError: The server cannot be reached, or refuses.
        """
        there = await self._request("GET", address, missing=True)
        await self._request("DELETE", address, missing=True)
        return "" if there.is_missing else there.body.decode("utf-8", "replace")

    def _password(self) -> str:
        return file_bytes(Path(self._password_file)).decode("utf-8").strip()

    def _own(self, reference: str) -> str:
        """The address of a part of this calendar; empty for any other, which would get to see the password."""
        address = urljoin(self._url, reference) if reference else ""
        return address if address.startswith(self._url) else ""

    async def _request(
        self,
        method: str,
        address: str,
        *,
        content: str = "",
        headers: Mapping[str, str] | None = None,
        missing: bool = False,
    ) -> Answer:
        login = (self._user, self._password()) if self._user else None
        return await self._network.send(
            method, address, content=content, headers=headers, login=login, most=_MOST_BYTES, missing=missing
        )


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(_STAMP)
