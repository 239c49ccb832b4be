"""Timers: start, ask, cancel."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from dialog.acts import means_all
from dialog.schedule import Appointment, kept
from dialog.services import Services
from dialog.skill import Bid, Choices, Manifest, Message, Reply, Request
from nlu import Interpretation
from nlu.values import resolve_duration
from skills.verbs import Verb, fit, intended, verb
from skills.wording import keywords, latest_named

_WORD_BETWEEN = len(" and ")


class Timers:
    """Counts down and says when the time is up."""

    manifest = Manifest(
        name="timers",
        # MASSIVE has no intent for timers: people's words for them fall under all of these
        intents={
            "alarm_set": ("time",),
            "alarm_query": (),
            "alarm_remove": (),
            "calendar_set": ("time",),
            "calendar_query": (),
            "calendar_remove": (),
            "datetime_query": (),
            "audio_volume_mute": (),
        },
        permissions=frozenset({"schedule"}),
        keywords=keywords("timers"),
        carries={"alarm_set": ("time",), "calendar_set": ("time",), "alarm_remove": ("which_timer",)},
        examples={
            "en": ("set a timer for ten minutes", "how long is left on the timer", "cancel the pasta timer"),
            "de": ("stell einen timer auf zehn minuten", "wie lange läuft der timer noch"),
        },
    )

    def __init__(self, services: Services) -> None:
        self._schedule = services.schedule

    def bid(self, request: Request) -> Bid | None:
        """Only where a timer is named, or was asked about just before."""
        if not self.manifest.is_named_in(request.interpretation):
            return None
        wish = _wish(request)
        missing = ("time",) if wish == "create" and _length(request) is None else ()
        score = fit(request.interpretation)
        why, every = f"a word for timer, to {wish}", self._meant(request) if wish == "remove" else ()
        if len(every) > 1 and _means_all(request):
            action = Message("timers-action-remove-all", {"count": len(every)})
            return Bid("timers", score, why, missing, action, risk=1.0)
        return Bid("timers", score, why, missing, action=Message(f"timers-action-{wish}"))

    async def handle(self, request: Request) -> Reply:
        """Start, name or cancel timers."""
        match _wish(request):
            case "create":
                return self._start(request)
            case "query":
                return self._tell(request)
            case _:
                return self._cancel(request)

    def _start(self, request: Request) -> Reply:
        length = _length(request)
        if length is None:
            return Reply((Message("timers-ask-time"),), done=False, expects="time")
        label = _label(request)
        due = request.clock.now().astimezone(request.clock.zone) + length
        timer = self._schedule.add("timer", due, label=label, locale=request.locale, length=length)
        message = Message("timers-started", {"length": length, "label": label, "named": _named(label)})
        return Reply((message,), data={"timer": timer.id}, undo={"remove": timer.id})

    def _tell(self, request: Request) -> Reply:
        timers = self._meant(request)
        if not timers:
            return Reply((Message("timers-none"),))
        now = request.clock.now()
        return Reply(tuple(_left(timer, timer.due - now) for timer in timers), data={"timer": timers[0].id})

    def _cancel(self, request: Request) -> Reply:
        running = self._schedule.appointments()
        timers = self._meant(request)
        if not running:
            return Reply((Message("timers-none"),), done=False)
        if len(timers) > 1 and not _means_all(request):
            choices = Choices(timer.label or timer.length or timedelta() for timer in timers)
            return Reply((Message("timers-which", {"choices": choices}),), done=False, expects="which_timer")
        for timer in timers:
            self._schedule.remove(timer.id)
        message = Message("timers-cancelled", {"count": len(timers)})
        return Reply((message,), undo={"put_back": [kept(timer) for timer in timers]})

    async def undo(self, done: Mapping[str, Any]) -> None:
        """Stop the timer that was started, or run those on that were cancelled."""
        if "remove" in done:
            self._schedule.remove(done["remove"])
        for timer in done.get("put_back", ()):
            self._schedule.put_back(timer)

    def _meant(self, request: Request) -> tuple[Appointment, ...]:
        """The timers that the words fit: by label or length, or else all."""
        running = self._schedule.appointments()
        labels = latest_named(request.interpretation.utterance, [timer.label for timer in running])
        length = _length(request)
        named = tuple(t for t in running if t.label in labels)
        long = tuple(t for t in running if length is not None and t.length == length)
        return named or long or running


def _means_all(request: Request) -> bool:
    return means_all(request.interpretation.utterance, request.locale)


def _wish(request: Request) -> Verb:
    return intended(request.interpretation) or verb(request.interpretation) or "create"


def _length(request: Request) -> timedelta | None:
    said = request.interpretation
    chosen = said.slot("which_timer")
    text = chosen.text if chosen else _first_stretch(said)
    return resolve_duration(text, said.locale) or resolve_duration(said.utterance, said.locale)


def _first_stretch(said: Interpretation) -> str:
    """The first length that was said, in one slot or in slots side by side: not the sum of two timers."""
    end, text = None, ""
    for slot in (slot for slot in said.slots if slot.name == "time"):
        goes_on = end is None or (slot.start - end <= _WORD_BETWEEN and resolve_duration(slot.text, said.locale))
        if not goes_on and resolve_duration(text, said.locale):
            break
        text, end = f"{text} {slot.text}", slot.end
    return text


def _label(request: Request) -> str:
    said = request.interpretation
    slot = said.slot("event_name") or said.slot("food_type")
    return slot.text if slot else ""


def _named(label: str) -> str:
    return "yes" if label else "no"


def _left(timer: Appointment, left: timedelta) -> Message:
    arguments = {"left": left, "length": timer.length or left, "label": timer.label, "named": _named(timer.label)}
    return Message("timers-left", arguments)
