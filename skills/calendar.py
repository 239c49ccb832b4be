"""The calendar: events, with a reminder when they begin."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dialog.answers import means_all
from dialog.schedule import Appointment, kept
from dialog.services import Services
from dialog.skill import Bid, Choices, Manifest, Message, Reply, Request
from nlu import Interpretation
from nlu.values.language import language
from skills.dates import WHEN_SLOTS, day_name, names_time, time_of_day, when_said
from skills.verbs import fit

_MOST_TOLD = 5
_WORDS = {
    "en": ("calendar", "remind me", "reminders?", "appointments?", "my schedule"),
    "de": ("kalender", "erinner(?:e|t)? mich", "erinnerung(?:en)?", "termine?"),
    "es": ("calendario", "recuérdame", "recordatorios?", "agenda"),
    "fr": ("calendrier", "agenda", "rappelle-moi", "rappelez-moi", "rappels?", "rendez-vous"),
    "it": ("calendario", "ricordami", "promemoria", "appuntament[oi]", "agenda"),
    "pt": ("calendário", "lembra-me", "lembretes?", "agenda", "compromissos?"),
    "nl": ("agenda", "kalender", "herinner me", "herinnering(?:en)?", "afspra(?:ak|ken)"),
    "hi": ("कैलेंडर", "याद दिला(?:ओ|ना|एं)?", "रिमाइंडर"),
    "ja": ("カレンダー", "予定", "リマインド", "リマインダー"),
    "zh": ("日历", "日程", "提醒我"),
    "ar": ("(?:ال)?تقويم", "ذكرني", "(?:ال)?مواعيد", "موعد"),
    "tr": (r"takvim\w*", r"hatırlat\w*", r"randevu\w*"),
}

_LEAD_INS = {
    "en": r"remind me (?:to|of|about|that) ",
    "de": r"erinner[et]? mich (?:daran,? |an )",
    "es": r"recuérdame (?:que |de )?",
    "fr": r"rappelle[zr]?-moi (?:de |que )?",
    "it": r"ricordami (?:di |che )?",
    "pt": r"lembra-me (?:de |que )?",
    "nl": r"herinner me (?:eraan )?(?:om |aan |dat )",
}
_LOOSE_ENDS = r"(?:\s+(?:at|on|in|by|um|am|a|las?|à|alle|às|om|op|el))+\s*$"


class Calendar:
    """Keeps events and says when one begins."""

    manifest = Manifest(
        name="calendar",
        intents={"calendar_set": ("event_name", "time"), "calendar_query": (), "calendar_remove": ()},
        permissions=frozenset({"schedule"}),
        keywords=_WORDS,
        carries={
            "calendar_set": ("time", "date", "event_name"),
            "calendar_query": ("date", "event_name"),
            "calendar_remove": ("event_name", "date"),
        },
        examples={"en": ("remind me of the meeting at three pm", "what is on my calendar tomorrow")},
    )

    def __init__(self, services: Services) -> None:
        self._schedule = services.schedule

    def bid(self, request: Request) -> Bid | None:
        """For every intent about the calendar."""
        wish = request.interpretation.intent.removeprefix("calendar_")
        missing = _missing(request) if wish == "set" else ()
        return Bid(
            "calendar",
            fit(request.interpretation),
            f"calendar {wish}",
            missing,
            action=Message(f"calendar-action-{wish}"),
        )

    async def handle(self, request: Request) -> Reply:
        """Enter, tell or strike out events."""
        match request.interpretation.intent:
            case "calendar_set":
                return self._set(request)
            case "calendar_query":
                return self._tell(request)
            case _:
                return self._remove(request)

    def _set(self, request: Request) -> Reply:
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
        message = Message("calendar-set", _arguments(event, now))
        return Reply((message,), data={"event": event.id}, undo={"remove": event.id})

    def _tell(self, request: Request) -> Reply:
        events, now = self._meant(request), request.clock.now()
        if not events:
            return Reply((Message("calendar-empty"),))
        count = Message("calendar-count", {"count": len(events)})
        each = (Message("calendar-one", _arguments(event, now)) for event in events[:_MOST_TOLD])
        return Reply((count, *each) if len(events) > 1 else tuple(each), data={"event": events[0].id})

    def _remove(self, request: Request) -> Reply:
        events = self._meant(request)
        if not events:
            return Reply((Message("calendar-empty"),), done=False)
        if len(events) > 1 and not means_all(request.interpretation.utterance, request.locale):
            choices = Choices(event.label for event in events)
            return Reply((Message("calendar-which", {"choices": choices}),), done=False, expects="event_name")
        for event in events:
            self._schedule.remove(event.id)
        names = tuple(event.label for event in events)
        return Reply(
            (Message("calendar-removed", {"names": names}),), undo={"put_back": [kept(event) for event in events]}
        )

    async def undo(self, done: Mapping[str, Any]) -> None:
        """Strike out the event that was entered, or enter those again that were struck out."""
        if "remove" in done:
            self._schedule.remove(done["remove"])
        for event in done.get("put_back", ()):
            self._schedule.put_back(event)

    def _meant(self, request: Request) -> tuple[Appointment, ...]:
        events = self._schedule.appointments()
        name, when = _name(request), when_said(request)
        named = tuple(event for event in events if name and name.lower() in event.label.lower())
        if named:
            return named
        if when is None or when.day is None:
            return events if not name else ()
        return tuple(event for event in events if when.covers(event.due.date()))


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
    found = re.search(_LEAD_INS.get(language(said.locale), "$^"), said.utterance.lower())
    if not found:
        return ""
    text = said.utterance.lower()
    for slot in said.slots:
        if slot.name in WHEN_SLOTS:
            text = text.replace(slot.text.lower(), "\n")
    rest = text[text.find(found.group()) + len(found.group()) :] if found.group() in text else ""
    return max((re.sub(_LOOSE_ENDS, "", part).strip() for part in rest.split("\n")), key=len, default="")


def _arguments(event: Appointment, now: datetime) -> dict[str, object]:
    return {"name": event.label, "time": event.due, "date": event.due.date(), "day": day_name(event.due.date(), now)}
