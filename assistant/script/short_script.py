"""The short form of a script: one whose meanings are spelled out, for the dialogue and its skills alone."""

import re
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.config import LocaleName
from assistant.script.schema import Expectation, Meaning, Script, Seconds, Step

_BRACKETS = re.compile(r"\[\w+ : ([^\]]+)\]")
_ANYTHING = "/^/"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Line(_Strict):
    """One step.

    Attributes:
        say: What the user says, slots annotated as in MASSIVE.
        intent: Its intent.
        confidence: Of the intent.
        scope: Whether it is something the assistant knows.
        locale: Where it is not the script's.
        wait: Time that passes.
        restart: The program ends and starts again.
        hear: The whole reply, or with ``wait`` what is announced.
        hear_any: Replies of which one must come.
    """

    say: str | None = None
    intent: str = "general_quirky"
    confidence: float = 0.95
    scope: bool = True
    locale: LocaleName | None = None
    wait: Seconds | None = None
    restart: Literal[True] | None = None
    hear: str | None = None
    hear_any: tuple[str, ...] = ()

    def step(self) -> Step:
        """The same as a step of a script."""
        if self.say is None:
            announced = _ANYTHING if self.hear is None else self.hear
            return Step(wait=self.wait, restart=self.restart, expect=Expectation(announced=announced))
        any_of = "/^(" + "|".join(map(re.escape, self.hear_any)) + ")$/" if self.hear_any else None
        given = Meaning(annotated=self.say, intent=self.intent, confidence=self.confidence, in_scope=self.scope)
        text = _BRACKETS.sub(r"\1", self.say)
        return Step(type=text, meaning=given, locale=self.locale, expect=Expectation(reply=any_of or self.hear))


class ShortScript(_Strict):
    """A conversation in short form.

    Attributes:
        name: What it shows, as a sentence.
        locale: Of its turns.
        at: Wall time in Berlin at the start.
        settings: For each skill, its table of settings.
        talk: The steps.
    """

    name: str
    locale: LocaleName = "en-US"
    at: datetime = datetime(2026, 11, 21, 10, 0)
    settings: dict[str, dict[str, Any]] = {}
    talk: Annotated[tuple[Line, ...], Field(min_length=1)]

    def script(self) -> Script:
        """The same in long form."""
        steps = tuple(line.step() for line in self.talk)
        return Script(name=self.name, locale=self.locale, start=self.at, skills=self.settings, steps=steps)
