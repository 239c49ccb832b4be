"""The calendar: events, with a reminder when they begin; and calendars kept elsewhere, where the settings name them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from dialog.acts import means_all
from dialog.outside import OutsideError
from dialog.schedule import Appointment, kept
from dialog.services import Services
from dialog.skill import Bid, Choices, Manifest, Message, Reply, Request
from locales import section
from nlu import Interpretation
from nlu.values.language import language
from skills.calendar.caldav import SharedCalendar
from skills.calendar.ical import CalendarFile, Days, Occurrence
from skills.dates import WHEN_SLOTS, day_name, names_time, time_of_day, when_said
from skills.verbs import fit
from skills.wording import SkillWords, keywords

_MOST_TOLD = 5
_AHEAD = timedelta(days=30)
_LOOSE_ENDS = r"(?:\s+(?:at|on|in|by|um|am|a|las?|à|alle|às|om|op|el))+\s*$"


class CalendarWords(SkillWords):
    """Words about the calendar.

    Attributes:
        lead_ins: What stands before that of which one wants to be reminded.
    """

    lead_ins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Event:
    """Something that takes place, in the assistant's own schedule, in a calendar elsewhere, or in both."""

    name: str
    due: datetime
    own: Appointment | None = None
    occurrence: Occurrence | None = None


class Calendar:
    """Keeps events and says when one begins."""

    manifest = Manifest(
        name="calendar",
        intents={"calendar_set": ("event_name", "time"), "calendar_query": (), "calendar_remove": ()},
        permissions=frozenset({"schedule", "storage", "network"}),
        keywords=keywords("calendar", CalendarWords),
        carries={
            "calendar_set": ("time", "date", "event_name"),
            "calendar_query": ("date", "event_name"),
            "calendar_remove": ("event_name", "date"),
        },
        examples={"en": ("remind me of the meeting at three pm", "what is on my calendar tomorrow")},
    )

    def __init__(self, services: Services) -> None:
        self._schedule = services.schedule
        self._addresses = services.storage
        self._files = tuple(CalendarFile(Path(path)) for path in services.settings.get("files", ()))
        shared = "caldav" in services.settings
        self._shared = SharedCalendar(services.network, services.settings) if shared else None

    def bid(self, request: Request) -> Bid | None:
        """For every intent about the calendar."""
        wish = request.interpretation.intent.removeprefix("calendar_")
        missing = _missing(request) if wish == "set" else ()
        every = wish == "remove" and _means_all(request)
        action = _remove_all(request) if every else Message(f"calendar-action-{wish}")
        return Bid("calendar", fit(request.interpretation), f"calendar {wish}", missing, action, float(every))

    async def handle(self, request: Request) -> Reply:
        """Enter, tell or strike out events."""
        match request.interpretation.intent:
            case "calendar_set":
                return await self._set(request)
            case "calendar_query":
                return await self._tell(request)
            case _:
                return await self._remove(request)

    async def _set(self, request: Request) -> Reply:
        when, now = when_said(request), request.clock.now()
        due = when.after(now) if when else None
        if when is None or due is None:
            return Reply((Message("calendar-past"),), done=False, expects="time")
        event = self._schedule.add(
            "reminder",
            due,
            label=_name(request),
            locale=request.locale,
            clock=time_of_day(when, due),
            repeat=when.repeat,
        )
        messages = [Message("calendar-set", _arguments(_Event(event.label, event.due), now))]
        if self._shared is not None:
            try:
                self._addresses.put(str(event.id), await self._shared.enter(event.label, due, when.repeat))
            except OutsideError:
                messages.append(Message("calendar-not-shared"))
        return Reply(tuple(messages), data={"event": event.id}, undo={"remove": event.id})

    async def _tell(self, request: Request) -> Reply:
        events, now = await self._meant(request), request.clock.now()
        if events is None:
            return Reply((Message("calendar-unreachable"),), done=False)
        if not events:
            return Reply((Message("calendar-empty"),))
        count = Message("calendar-count", {"count": len(events)})
        each = tuple(_line(event, now) for event in events[:_MOST_TOLD])
        return Reply((count, *each) if len(events) > 1 else each)

    async def _remove(self, request: Request) -> Reply:
        events = await self._meant(request)
        if events is None:
            return Reply((Message("calendar-unreachable"),), done=False)
        if not events:
            return Reply((Message("calendar-empty"),), done=False)
        if not any(event.own or (event.occurrence and event.occurrence.reference) for event in events):
            return Reply((Message("calendar-read-only", {"names": _names(events)}),), done=False)
        if len(events) > 1 and not _means_all(request):
            choices = Choices(_names(events))
            return Reply((Message("calendar-which", {"choices": choices}),), done=False, expects="event_name")
        taken = [await self._strike_out(event) for event in events]
        return Reply((Message("calendar-removed", {"names": _names(events)}),), undo={"put_back": taken})

    async def _strike_out(self, event: _Event) -> dict[str, object]:
        """Remove it wherever it is, and say how to put it back."""
        address = event.occurrence.reference if event.occurrence else ""
        if event.own is not None:
            address = self._addresses.get(str(event.own.id), str) or address
            self._schedule.remove(event.own.id)
            self._addresses.delete(str(event.own.id))
        text = await self._shared.take(address) if self._shared and address else ""
        return {"own": kept(event.own) if event.own else None, "address": address, "text": text}

    async def undo(self, done: Mapping[str, Any]) -> None:
        """Strike out the event that was entered, or enter those again that were struck out."""
        if "remove" in done:
            address = self._addresses.get(str(done["remove"]), str)
            self._schedule.remove(done["remove"])
            if address and self._shared:
                await self._shared.take(address)
                self._addresses.delete(str(done["remove"]))
        for event in done.get("put_back", ()):
            if event["own"]:
                again = self._schedule.put_back(event["own"])
                if event["address"]:
                    self._addresses.put(str(again.id), event["address"])
            if event["text"] and self._shared:
                await self._shared.put_back(event["address"], event["text"])

    async def _meant(self, request: Request) -> tuple[_Event, ...] | None:
        """The events that the request names, or those of its days; None where a calendar cannot be reached."""
        events = await self._all(request)
        if events is None:
            return None
        name, when = _name(request), when_said(request)
        named = tuple(event for event in events if name and name.lower() in event.name.lower())
        if named:
            return named
        if when is None or when.day is None:
            return events if not name else ()
        return tuple(event for event in events if when.covers(event.due.date()))

    async def _all(self, request: Request) -> tuple[_Event, ...] | None:
        own = {(one.label.lower(), one.due): _Event(one.label, one.due, one) for one in self._schedule.appointments()}
        try:
            occurrences = await self._elsewhere(_span(request))
        except OutsideError:
            return None
        now = request.clock.now()
        for occurrence in occurrences:
            key = (occurrence.name.lower(), occurrence.due)
            if occurrence.due >= now or (occurrence.all_day and occurrence.due.date() >= now.date()):
                own[key] = _Event(occurrence.name, occurrence.due, own[key].own if key in own else None, occurrence)
        return tuple(sorted(own.values(), key=lambda event: event.due))

    async def _elsewhere(self, span: Days) -> list[Occurrence]:
        found = [occurrence for file in self._files for occurrence in await file.occurrences(span)]
        return [*found, *(await self._shared.occurrences(span) if self._shared else ())]


def _span(request: Request) -> Days:
    """The days that the request is about; a month from now where it names none."""
    when, now = when_said(request), request.clock.now()
    first = when.day if when and when.day else now.date()
    last = (when.until or first) if when and when.day else first + _AHEAD
    return Days(first, last, request.clock.zone)


def _means_all(request: Request) -> bool:
    return means_all(request.interpretation.utterance, request.locale)


def _remove_all(request: Request) -> Message:
    """What would be struck out, as far as the request says: what is called so, or what is on those days, or all."""
    name, when = _name(request), when_said(request)
    first, last = (when.day, when.until or when.day) if when and when.day else (None, None)
    which = "name" if name else "all" if first is None else "day" if first == last else "days"
    return Message("calendar-action-remove-all", {"which": which, "name": name, "date": first, "until": last})


def _names(events: tuple[_Event, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(event.name for event in events))


def _line(event: _Event, now: datetime) -> Message:
    whole = event.occurrence is not None and event.occurrence.all_day
    return Message("calendar-all-day" if whole else "calendar-one", _arguments(event, now))


def _missing(request: Request) -> tuple[str, ...]:
    missing = () if _name(request) else ("event_name",)
    return missing if names_time(when_said(request)) else (*missing, "time")


def _name(request: Request) -> str:
    said = request.interpretation
    parts = [slot.text for slot in said.slots if slot.name in ("event_name", "person", "relation")]
    named = said.slot("event_name") is not None
    return " ".join(parts) if named else _task(said) or " ".join(parts)


def _task(said: Interpretation) -> str:
    """What is left of "remind me to take out the trash at eight pm" without its lead-in and its time."""
    words = section(language(said.locale), "calendar", CalendarWords) or CalendarWords()
    found = re.search("|".join(words.lead_ins) or r"(?!)", said.utterance.lower())
    if not found:
        return ""
    text = said.utterance.lower()
    for slot in said.slots:
        if slot.name in WHEN_SLOTS:
            text = text.replace(slot.text.lower(), "\n")
    rest = text[text.find(found.group()) + len(found.group()) :] if found.group() in text else ""
    return max((re.sub(_LOOSE_ENDS, "", part).strip() for part in rest.split("\n")), key=len, default="")


def _arguments(event: _Event, now: datetime) -> dict[str, object]:
    return {"name": event.name, "time": event.due, "date": event.due.date(), "day": day_name(event.due.date(), now)}
