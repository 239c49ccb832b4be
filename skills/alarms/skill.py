"""Alarms: set, ask, remove."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from dialog.acts import means_all
from dialog.schedule import Appointment, kept
from dialog.services import Services
from dialog.skill import Bid, Choices, Manifest, Message, Reply, Request
from locales import section, sections
from nlu.values import When, spot_when
from nlu.values.language import language
from skills.dates import WHEN_SLOTS, day_name, names_time, time_of_day, when_said
from skills.verbs import fit
from skills.wording import SkillWords, latest_named, says

_SNOOZE = timedelta(minutes=9)


class AlarmWords(SkillWords):
    """Words about alarms.

    Attributes:
        snooze: To be woken again in a while.
    """

    snooze: tuple[str, ...] = ()


class Alarms:
    """Rings at a time of day, once or on chosen weekdays."""

    manifest = Manifest(
        name="alarms",
        intents={"alarm_set": ("time",), "alarm_query": (), "alarm_remove": ()},
        permissions=frozenset({"schedule"}),
        keywords={code: (*words.keywords, *words.snooze) for code, words in sections("alarms", AlarmWords).items()},
        carries={"alarm_set": ("time", "date"), "alarm_query": ("date",), "alarm_remove": ("time",)},
        examples={
            "en": ("wake me up at six thirty", "what alarms are set", "cancel my eight am alarm"),
            "de": ("weck mich um halb sieben", "lösche den wecker um acht uhr"),
        },
    )

    def __init__(self, services: Services) -> None:
        self._schedule = services.schedule

    def bid(self, request: Request) -> Bid | None:
        """For every intent about alarms."""
        if _says_snooze(request):
            return Bid("alarms", 0.95, "a word for snooze")
        wish = request.interpretation.intent.removeprefix("alarm_")
        when = _when(request)
        missing = ("time",) if wish == "set" and not names_time(when) else ()
        score = fit(request.interpretation)
        every = self._meant(request) if wish == "remove" and _means_all(request) else ()
        if len(every) > 1:
            action = Message("alarms-action-remove-all", {"count": len(every)})
            return Bid("alarms", score, f"intent alarm_{wish}", missing, action, risk=1.0)
        return Bid("alarms", score, f"intent alarm_{wish}", missing, action=Message(f"alarms-action-{wish}"))

    async def handle(self, request: Request) -> Reply:
        """Set, name or remove alarms, or let the one that rang ring again."""
        if _says_snooze(request):
            return self._snooze(request)
        match request.interpretation.intent:
            case "alarm_set":
                return self._set(request)
            case "alarm_query":
                return self._tell(request)
            case _:
                return self._remove(request)

    def _set(self, request: Request) -> Reply:
        when, now = _when(request), request.clock.now()
        due = when.after(now) if when else None
        if when is None or due is None:
            return Reply((Message("alarms-past"),), done=False, expects="time")
        label = request.interpretation.slot("event_name")
        alarm = self._schedule.add(
            "alarm",
            due,
            label=label.text if label else "",
            locale=request.locale,
            clock=time_of_day(when, due),
            repeat=when.repeat,
        )
        identifier = "alarms-set-repeating" if alarm.repeat else "alarms-set"
        message = Message(identifier, _arguments(alarm, now))
        return Reply((message,), data={"alarm": alarm.id}, undo={"remove": alarm.id})

    def _snooze(self, request: Request) -> Reply:
        rang = next((data for data in request.context if "rang" in data), None)
        if rang is None:
            return Reply((Message("alarms-nothing-rang"),), done=False)
        due = request.clock.now() + _SNOOZE
        alarm = self._schedule.add("alarm", due, label=str(rang["rang"]), locale=request.locale)
        return Reply((Message("alarms-snoozed", {"time": alarm.due}),), undo={"remove": alarm.id})

    def _tell(self, request: Request) -> Reply:
        alarms = self._meant(request)
        if not alarms:
            return Reply((Message("alarms-none"),))
        now = request.clock.now()
        said = (Message("alarms-count", {"count": len(alarms)}),) if len(alarms) > 1 else ()
        each = (
            Message("alarms-one-repeating" if alarm.repeat else "alarms-one", _arguments(alarm, now))
            for alarm in alarms[:5]
        )
        return Reply((*said, *each), data={"alarm": alarms[0].id})

    def _remove(self, request: Request) -> Reply:
        alarms = self._meant(request)
        if not alarms:
            return Reply((Message("alarms-none"),), done=False)
        if len(alarms) > 1 and not _means_all(request):
            choices = Choices(alarm.due for alarm in alarms)
            return Reply((Message("alarms-which", {"choices": choices}),), done=False, expects="time")
        for alarm in alarms:
            self._schedule.remove(alarm.id)
        message = Message("alarms-removed", {"count": len(alarms), **_arguments(alarms[0], request.clock.now())})
        return Reply((message,), undo={"put_back": [kept(alarm) for alarm in alarms]})

    async def undo(self, done: Mapping[str, Any]) -> None:
        """Remove the alarm that was set, or set those again that were removed."""
        if "remove" in done:
            self._schedule.remove(done["remove"])
        for alarm in done.get("put_back", ()):
            self._schedule.put_back(alarm)

    def _meant(self, request: Request) -> tuple[Appointment, ...]:
        """The alarms that fit the time, day and label that were said; all where nothing was."""
        alarms = self._schedule.appointments()
        when = _when(request)
        labels = latest_named(request.interpretation.utterance, [alarm.label for alarm in alarms])
        named = tuple(alarm for alarm in alarms if alarm.label in labels)
        if named:
            return named
        return tuple(alarm for alarm in alarms if when is None or _fits(alarm.due, when))


def _means_all(request: Request) -> bool:
    return means_all(request.interpretation.utterance, request.locale)


def _says_snooze(request: Request) -> bool:
    said = request.interpretation
    words = section(language(said.locale), "alarms", AlarmWords) or AlarmWords()
    return says(said, words.snooze)


def _fits(due: datetime, when: When) -> bool:
    if not when.covers(due.date()):
        return False
    if when.clock is None:
        return not when.period or (due.hour < 12) == (when.period == "am")
    same = (due.hour, due.minute) == (when.clock.hour, when.clock.minute)
    return same or (when.twelve_hour and ((due.hour - 12) % 24, due.minute) == (when.clock.hour, when.clock.minute))


def _when(request: Request) -> When | None:
    said = request.interpretation
    whole = spot_when(said.utterance, said.locale, request.clock.now())
    if not any(slot.name in WHEN_SLOTS for slot in said.slots):
        return whole
    when = when_said(request)
    # "every" often stands outside the slot
    return replace(when, repeat=when.repeat or whole.repeat) if when and whole else when


def _arguments(alarm: Appointment, now: datetime) -> dict[str, object]:
    return {
        "time": alarm.due,
        "date": alarm.due.date(),
        "day": day_name(alarm.due.date(), now),
        "days": alarm.repeat,
        "often": {7: "daily"}.get(len(alarm.repeat), "workdays" if alarm.repeat == frozenset(range(5)) else "other"),
        "label": alarm.label,
        "named": "yes" if alarm.label else "no",
    }
