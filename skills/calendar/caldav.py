"""A calendar on a CalDAV server (RFC 4791)."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

import httpx
from icalendar import Calendar, Event

from skills.calendar.ical import Days, Occurrence, read_occurrences

_XML = {"Content-Type": "application/xml; charset=utf-8", "Depth": "1"}
_TEXT = {"Content-Type": "text/calendar; charset=utf-8"}
_STAMP = "%Y%m%dT%H%M%SZ"
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LASTS = timedelta(hours=1)
_QUERY = """<?xml version="1.0" encoding="utf-8"?>
<c:calendar-query xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:prop><c:calendar-data/></d:prop><c:filter>
<c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range start="{start}" end="{end}"/>
</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>"""


class SharedCalendar:
    """One calendar of a server.

    Args:
        connect: Makes a client for the network.
        settings: ``caldav``, the calendar's address; ``user`` and ``password_file``.
    """

    def __init__(self, connect: Callable[[], httpx.AsyncClient], settings: Mapping[str, Any]) -> None:
        self._connect = connect
        self._url = str(settings["caldav"]).rstrip("/") + "/"
        self._user = str(settings.get("user", ""))
        self._password_file = str(settings.get("password_file", ""))

    async def occurrences(self, span: Days) -> list[Occurrence]:
        """What takes place in those days.

        Raises:
            OSError: The server cannot be reached, refuses, or answers what is no calendar.
        """
        body = _QUERY.format(start=_utc(span.start), end=_utc(span.end))
        answer = await self._request("REPORT", self._url, content=body, headers=_XML)
        try:
            responses = ElementTree.fromstring(answer.content).findall("{DAV:}response")
        except ElementTree.ParseError as error:
            raise ConnectionError(f"{self._url} is no calendar: {error}") from error
        return [
            occurrence
            for response in responses
            for text in response.iter("{urn:ietf:params:xml:ns:caldav}calendar-data")
            for occurrence in read_occurrences(text.text or "", span, self._own(response.findtext("{DAV:}href", "")))
        ]

    async def enter(self, name: str, due: datetime, repeat: frozenset[int] = frozenset()) -> str:
        """Enter an event of an hour; entering it twice does nothing.

        Args:
            name: What it is called.
            due: When it begins.
            repeat: Weekdays on which it recurs, 0 for Monday.

        Returns:
            Its address.

        Raises:
            OSError: The server cannot be reached, or refuses.
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
            OSError: The server cannot be reached, or refuses.
        """
        await self._request("PUT", address, content=text, headers=_TEXT)

    async def take(self, address: str) -> str:
        """Delete what is there.

        Returns:
            Its iCalendar text, for putting it back; empty where there was nothing.

        Raises:
            OSError: The server cannot be reached, or refuses.
        """
        there = await self._request("GET", address, missing=True)
        await self._request("DELETE", address, missing=True)
        return there.text if there.is_success else ""

    def _password(self) -> str:
        return Path(self._password_file).read_text("utf-8").strip()

    def _own(self, reference: str) -> str:
        """The address of a part of this calendar; empty for any other, which would get to see the password."""
        address = urljoin(self._url, reference)
        return address if address.startswith(self._url) else ""

    async def _request(
        self,
        method: str,
        address: str,
        *,
        content: str = "",
        headers: Mapping[str, str] | None = None,
        missing: bool = False,
    ) -> httpx.Response:
        auth = (self._user, self._password()) if self._user else None
        try:
            async with self._connect() as client:
                answer = await client.request(method, address, content=content, headers=headers, auth=auth)
            if not (missing and answer.status_code == httpx.codes.NOT_FOUND):
                answer.raise_for_status()
        except httpx.HTTPError as error:
            raise ConnectionError(f"{address}: {error}") from error
        return answer


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(_STAMP)
