"""Writes a live conversation down as a script."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from assistant.events import Event, Rang, TurnFinished
from assistant.report import report


class Recorder:
    """Follows the events; every finished turn becomes a typed step that expects what came of it."""

    def __init__(self, out: Path, locale: str, zone: str | None, start: datetime) -> None:
        """Set up.

        Args:
            out: The YAML file, written anew after every turn.
            locale: Of the conversation.
            zone: Of the user; the script's default where absent.
            start: Wall time.
        """
        self._out = out
        self._script: dict[str, Any] = {"name": f"Recorded on {start:%Y-%m-%d at %H:%M}", "locale": locale}
        if zone:
            self._script["zone"] = zone
        self._script["start"] = start.replace(tzinfo=None, microsecond=0).isoformat()
        self._turns: dict[int, list[Event]] = {}
        self._steps: list[dict[str, Any]] = []
        self._last: float | None = None

    def observe(self, event: Event) -> None:
        """Take note of an event."""
        if event.turn:
            self._turns.setdefault(event.turn, []).append(event)
        if isinstance(event, TurnFinished):
            self._finish(self._turns.pop(event.turn))

    def _finish(self, events: list[Event]) -> None:
        waited = 0 if self._last is None else round(events[0].at - self._last)
        rang = next((event.text for event in events if isinstance(event, Rang)), None)
        if rang is not None:
            self._steps.append({"wait": f"{max(1, waited)} s", "expect": {"announced": rang}})
        elif (turn := report(events)).heard:
            if waited > 0:
                self._steps.append({"wait": f"{waited} s"})
            expected = {"decision": turn.decision, "skill": turn.skill, "reply": f"/{re.escape(turn.reply)}/"}
            kept = {name: value for name, value in expected.items() if value and value != "//"}
            self._steps.append({"type": turn.heard, "expect": kept | ({"error": turn.error} if turn.error else {})})
        else:
            return
        self._last = events[-1].at
        text = yaml.safe_dump(self._script | {"steps": self._steps}, allow_unicode=True, sort_keys=False, width=110)
        self._out.write_text(text, encoding="utf-8")
