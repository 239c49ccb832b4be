"""For tests of skills: typed sentences with their meaning spelled out, on a virtual clock."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dialog.answer import Answer
from dialog.clock import VirtualClock
from dialog.database import Database
from dialog.dialog import SKILL_SECONDS, Dialog
from dialog.pin import Pin
from dialog.schedule import Schedule
from dialog.skill import Skill
from dialog.skillset import load_skills
from dialog.storage import Storage
from dialog.utterance import ALONE, Guess, Origin, Utterance
from nlu import Interpretation, Reading, Slot

BERLIN = ZoneInfo("Europe/Berlin")
SATURDAY_TEN = datetime(2026, 11, 21, 10, 0, tzinfo=BERLIN)


def meaning(
    annotated: str, intent: str, locale: str = "en-US", *, confidence: float = 0.95, in_scope: bool = True
) -> Interpretation:
    """An interpretation from a sentence annotated as in MASSIVE: ``wake me at [time : six am]``."""
    text, slots = "", []
    for part in re.finditer(r"\[(\w+) : ([^\]]+)\]|([^\[]+)", annotated):
        name, value, plain = part.groups()
        if name:
            slots.append(Slot(name, value, len(text), len(text) + len(value), 0.9))
        text += value or plain
    readings = (Reading(intent, confidence), Reading("general_quirky", 1 - confidence))
    return Interpretation(text, locale, readings, tuple(slots), in_scope, scope=float(in_scope))


class Talk:
    """A dialogue with its own database and clock.

    Args:
        folder: Where the database goes.
        skills: Which skills; by default the installed ones.
        start: The time at the start.
        seconds: How long a skill may take.
        settings: For each skill, its table of settings.
        allowed: Skills of other packages that may be loaded.
        pin: Digits that everything which is confirmed wants too; empty for none.
    """

    def __init__(
        self,
        folder: Path,
        skills: tuple[Skill, ...] | None = None,
        start: datetime = SATURDAY_TEN,
        seconds: float = SKILL_SECONDS,
        settings: Mapping[str, Mapping[str, Any]] | None = None,
        allowed: Collection[str] = (),
        pin: str = "",
    ) -> None:
        self.path = folder / "assistant.db"
        self.clock = VirtualClock(start)
        self._given = skills
        self._seconds = seconds
        self._settings = settings
        self._allowed = allowed
        self._digits = pin
        self.open()

    def open(self) -> None:
        """Start the program, or start it again."""
        self.database = Database(self.path)
        self.schedule = Schedule(self.database, self.clock)
        skills = self._given
        if skills is None:
            loaded = load_skills(self.database, self.schedule, self.clock, self._settings, allowed=self._allowed)
            skills = loaded.skills
        acts = [skill.manifest.name for skill in skills]
        pin = Pin(self._digits, acts, Storage(self.database, "dialog.pin"), self.clock) if self._digits else None
        self.dialog = Dialog(skills, self.database, self.schedule, self.clock, seconds=self._seconds, pin=pin)

    def restart(self) -> None:
        """Kill the program, and start it again."""
        self.database.close()
        self.open()

    async def turn(
        self, annotated: str, intent: str = "general_quirky", locale: str = "en-US", origin: Origin = ALONE
    ) -> Answer:
        """Say something."""
        said = meaning(annotated, intent, locale)
        utterance = Utterance((Guess(said.utterance, 1.0),), locale, origin)
        return await self.dialog.take_turn(said, utterance=utterance)

    async def say(
        self, annotated: str, intent: str = "general_quirky", locale: str = "en-US", origin: Origin = ALONE
    ) -> str:
        """Say something and get the reply."""
        return (await self.turn(annotated, intent, locale, origin)).text
