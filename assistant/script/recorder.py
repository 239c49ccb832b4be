"""Writes a live conversation down as a script."""

import math
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from assistant.events import Event, Interpreted, Rang, TextEntered, TurnFinished
from assistant.report import report
from nlu import Interpretation

_TICKS = 10  # in a second; times are written down in these


class Recorder:
    """Follows the events; every finished turn becomes a typed step that expects what came of it.

    What rings before the first turn is left out: it was set before the recording, so that a script cannot know of it.
    """

    def __init__(self, out: Path, locale: str, zone: str | None, start: datetime) -> None:
        """Set up.

        Args:
            out: The YAML file, written anew after every turn.
            locale: Of the conversation.
            zone: Of the user; the script's default where absent.
            start: Wall time, now.
        """
        self._out = out
        self._head = {"name": f"Recorded on {start:%Y-%m-%d at %H:%M}", "locale": locale}
        if zone:
            self._head["zone"] = zone
        self._wall = start.replace(tzinfo=None) - timedelta(seconds=time.monotonic())
        self._turns: dict[int, list[Event]] = {}
        self._steps: list[dict[str, Any]] = []
        self._began = 0.0
        self._passed = 0  # ticks of the script so far

    def observe(self, event: Event) -> None:
        """Take note of an event."""
        if event.turn:
            self._turns.setdefault(event.turn, []).append(event)
        if isinstance(event, TurnFinished):
            self._finish(self._turns.pop(event.turn))

    def _finish(self, events: list[Event]) -> None:
        at = events[0].at
        rang = next((event.text for event in events if isinstance(event, Rang)), None)
        if rang is not None and self._steps:
            due = max(self._passed + 1, math.ceil(_TICKS * (at - self._began)))
            self._steps.append({"wait": self._wait(due), "expect": {"announced": rang}})
        elif (turn := report(events)).heard:
            self._began = self._began if self._steps else at
            if wait := self._wait(math.floor(_TICKS * (at - self._began))):
                self._steps.append({"wait": wait})
            found = {"intent": turn.intent, "decision": turn.decision, "skill": turn.skill, "reply": turn.reply}
            expected = {name: value for name, value in (found | {"error": turn.error}).items() if value}
            said_in = _language_of(events)
            where = {"locale": said_in} if said_in not in ("", self._head["locale"]) else {}
            self._steps.append({"type": turn.heard, **where, "expect": expected})
        else:
            return
        self._write()

    def _wait(self, until: int) -> str:
        """The length of a wait that ends at this tick; empty where that has passed already."""
        ticks = until - self._passed
        self._passed = max(self._passed, until)
        return f"{ticks / _TICKS:g} s" if ticks > 0 else ""

    def _write(self) -> None:
        start = (self._wall + timedelta(seconds=self._began)).replace(microsecond=0)
        script = {**self._head, "start": start.isoformat(), "steps": self._steps}
        text = yaml.safe_dump(script, allow_unicode=True, sort_keys=False, width=110)
        self._out.write_text(text, encoding="utf-8")


def _language_of(events: list[Event]) -> str:
    """The locale a turn was said in, which is not that of a reply in English for want of others; empty if unknown."""
    for event in events:
        match event:
            case TextEntered(locale=locale) | Interpreted(interpretation=Interpretation(locale=locale)):
                return locale
    return ""
