"""The time and the date: here, elsewhere, and between zones."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from locales import Words, section
from nlu import Slot
from nlu.values import When, resolve_when
from nlu.values.language import language
from skills.dates import day_name
from skills.places import Place, find_place
from skills.wording import says


class ClockWords(Words):
    """Words that tell what is asked for.

    Attributes:
        time: The time of day.
        date: The day, month or year.
    """

    time: tuple[str, ...] = ()
    date: tuple[str, ...] = ()


class Clock:
    """Tells the time and the date."""

    manifest = Manifest(
        name="clock",
        intents={"datetime_query": (), "datetime_convert": ()},
        carries={"datetime_query": ("place_name", "date"), "datetime_convert": ("place_name",)},
        examples={
            "en": (
                "what time is it in tokyo",
                "what day is it today",
                "if it is nine am in london what time is it here",
            ),
            "de": ("wie spät ist es", "welchen tag haben wir heute"),
        },
    )

    def __init__(self, services: Services) -> None:
        del services

    def bid(self, request: Request) -> Bid | None:
        """For every intent about the time."""
        return Bid("clock", 0.95, f"intent {request.interpretation.intent}")

    async def handle(self, request: Request) -> Reply:
        """Tell the time, the date, or the time somewhere else."""
        slots = [slot for slot in request.interpretation.slots if slot.name in ("place_name", "time_zone")]
        places = [await asyncio.to_thread(find_place, slot.text, request.locale) for slot in slots]
        unknown = next((slot.text for slot, place in zip(slots, places, strict=True) if place is None), None)
        if unknown is not None:
            return Reply((Message("clock-unknown-place", {"place": unknown}),), done=False)
        known = [place for place in places if place is not None]
        if request.interpretation.intent == "datetime_convert" or len(known) > 1:
            return _convert(request, slots, known)
        if known:
            return _there(request, known[0])
        return _date(request) if _asks_for_date(request) else _time(request)


def _time(request: Request) -> Reply:
    return Reply((Message("clock-time", {"time": request.clock.now()}),))


def _there(request: Request, place: Place) -> Reply:
    now = request.clock.now()
    there = now.astimezone(place.zone)
    arguments = {"time": there, "place": place.name, "day": _day(there, now), "date": there.date()}
    return Reply((Message("clock-time-there", arguments),), data={"place": place.name})


def _date(request: Request) -> Reply:
    now = request.clock.now()
    said = request.interpretation
    named = said.texts("date") or said.texts("event_name")
    when = resolve_when(named, said.locale, now) if named else When(day=now.date())
    if when is None or when.day is None:
        return Reply((Message("clock-unknown-date", {"date": " ".join(named)}),), done=False)
    arguments = {"date": when.day, "day": day_name(when.day, now), "year": str(when.day.year)}
    return Reply((Message("clock-date", arguments),))


def _convert(request: Request, slots: Sequence[Slot], places: Sequence[Place]) -> Reply:
    now = request.clock.now()
    here = Place("", request.clock.zone)
    when = resolve_when(request.interpretation.texts("time"), request.locale, now)
    if when is None or when.clock is None:
        if not places:
            return Reply((Message("clock-ask-place_name"),), done=False, expects="place_name")
        return _difference(now, places[0], places[1] if len(places) > 1 else here)
    source, target = _ends(request, slots, places, here)
    moment = datetime.combine(when.day or now.astimezone(source.zone).date(), when.clock, source.zone)
    there = moment.astimezone(target.zone)
    arguments = {
        "time": moment,
        "place": source.name,
        "there": there,
        "target": target.name,
        "day": _day(there, moment),
        "ends": "from" if not target.name else "to" if not source.name else "both",
    }
    return Reply((Message("clock-converted", arguments),))


def _ends(request: Request, slots: Sequence[Slot], places: Sequence[Place], here: Place) -> tuple[Place, Place]:
    """From which place to which: the time belongs to the place that is named right behind it."""
    time = request.interpretation.slot("time")
    assert time is not None, "there is a time"
    behind = [place for slot, place in zip(slots, places, strict=True) if slot.start >= time.start]
    source = behind[0] if behind and (len(places) > 1) else here
    target = next((place for place in places if place != source), here)
    return source, target


def _difference(now: datetime, one: Place, other: Place) -> Reply:
    ahead = (now.astimezone(one.zone).utcoffset() or timedelta()) - (
        now.astimezone(other.zone).utcoffset() or timedelta()
    )
    arguments = {
        "place": one.name,
        "other": other.name,
        "here": "no" if other.name else "yes",
        "length": abs(ahead),
        "order": "same" if not ahead else "ahead" if ahead > timedelta() else "behind",
    }
    return Reply((Message("clock-difference", arguments),))


def _day(there: datetime, here: datetime) -> str:
    return {0: "same", 1: "next", -1: "before"}[max(-1, min(1, (there.date() - here.date()).days))]


def _asks_for_date(request: Request) -> bool:
    said = request.interpretation
    words = section(language(said.locale), "clock", ClockWords) or ClockWords()
    return (says(said, words.date) or said.slot("date") is not None) and not says(said, words.time)
