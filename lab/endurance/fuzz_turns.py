"""Random and adversarial turns: nothing crashes, no question sticks, nothing is said after a cancel."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from dialog.answer import Answer
from dialog.decision import Cause
from dialog.exchange import MOST_TRIES
from dialog.state import CONTEXT_LIVES
from dialog.testing import Talk
from nlu import Interpretation, Reading, Slot
from runtime.provenance import Provenance

_LOCALES = ("en-US", "de-DE", "es-ES", "fr-FR", "hi-IN", "ja-JP", "zh-CN", "ar-SA", "tr-TR", "sw-KE", "xx-YY", "")
_COMMANDS = (
    "set a timer", "ten minutes", "no", "yes", "cancel", "undo", "repeat that", "and tomorrow", "i meant seven", "all",
    "add milk and eggs to my shopping list", "delete my list", "two", "zwölf mal acht", "what time is it",
    "every monday", "in tokyo", "remind me", "the first one", "no, the kitchen one", "stop", "snooze", "help",
    "next step", "post that i am home", "email anna saying hello", "how many feet in a mile", "fifty euros in dollars",
)  # fmt: skip
_ATTACKS = (
    "9^9^9", "divided by zero", "タイマー", "पाँच मिनट", "مؤقت", "🎉", "\u202e", "\x00", "", " ", "\ud7ff", "\ufeff",
    "'; DROP TABLE documents; --", "{ $label }", "{{ 7*7 }}", "%s%n", "a" * 500, "ha " * 300, "february thirtieth",
    "25:61", "-1 minutes", "999999999 hours", "1e400 minutes", "narnia", "((((", "[list_name : x", "../../etc/passwd",
)  # fmt: skip
_SLOTS = (
    "time", "date", "timeofday", "list_name", "place_name", "event_name", "person", "color_type", "change_amount",
    "email_address", "item", "which_timer", "x",
)  # fmt: skip
_CANCELS = ("cancel", "never mind", "forget it")
_CUT_OFF, _RESTARTED, _LATER, _CANCELLED = 0.02, 0.001, 0.02, 0.05
_NOBODY = 9  # the port at which machines discard what comes, and nobody listens
_RECIPE = '{"@type": "Recipe", "name": "Soup", "recipeIngredient": ["water"], "recipeInstructions": "Boil.\\nEat."}'
_CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:fuzz
BEGIN:VEVENT
UID:choir
SUMMARY:Choir
DTSTART;TZID=Europe/Berlin:20260101T190000
RRULE:FREQ=WEEKLY;BYDAY=MO
END:VEVENT
END:VCALENDAR
"""


class FuzzRecord(BaseModel):
    """What came of it.

    Attributes:
        provenance: Machine, versions, commit, command.
        seed: Fixes the turns.
        turns: Taken.
        questions: Turns that ended with a question.
        cut_off: Turns whose task was cancelled in the middle.
        restarts: Of the program, without a word.
        decisions: How often each was made.
        crashes: Turns that raised, each once by its error.
        failures: Skills that raised, each once by its error.
        unanswered: Turns without a word.
        stuck: Questions that were asked too often, or were still open after a cancel or a long while.
        after_cancel: Turns that were cancelled and replied all the same.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    seed: int
    turns: int
    questions: int
    cut_off: int
    restarts: int
    decisions: dict[str, int]
    crashes: tuple[str, ...]
    failures: tuple[str, ...]
    unanswered: int
    stuck: int
    after_cancel: int

    @property
    def clean(self) -> bool:
        """Whether nothing went wrong."""
        return not (self.crashes or self.failures or self.unanswered or self.stuck or self.after_cancel)


def _connected(folder: Path) -> dict[str, dict[str, Any]]:
    """Settings in which every skill has something to talk to: of services only that nobody answers."""
    secret = folder / "secret"
    secret.write_text("secret", encoding="utf-8")
    account = {"host": "127.0.0.1", "port": _NOBODY, "user": "me", "password_file": str(secret), "security": "none"}
    nobody = f"http://127.0.0.1:{_NOBODY}"
    (folder / "recipes").mkdir(exist_ok=True)
    (folder / "recipes" / "soup.json").write_text(_RECIPE, encoding="utf-8")
    (folder / "family.ics").write_text(_CALENDAR, encoding="utf-8")
    return {
        "home": {"kind": "simulated"},
        "calendar": {"files": [str(folder / "family.ics")]},
        "mailbox": account,
        "outbox": {**account, "address": "me@home.example"},
        "music": {"host": "127.0.0.1", "port": _NOBODY, "podcasts": {"waves": nobody}, "audiobooks": "books"},
        "knowledge": {"wikipedia": nobody},
        "currency": {"enabled": True, "url": nobody},
        "weather": {"enabled": True, "url": nobody},
        "news": {"feeds": [nobody]},
        "social": {"url": nobody, "token_file": str(secret)},
        "cooking": {"recipes": str(folder / "recipes")},
    }


class _Fuzz:
    """The turns and the count of what they did."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.talk = Talk(folder, settings=_connected(folder))
        self._unsynced()
        self.intents = sorted({i for skill in self.talk.dialog.skills.values() for i in skill.manifest.intents})
        self.count: Counter[str] = Counter()
        self.decisions: Counter[str] = Counter()
        self.crashes: set[str] = set()
        self.failures: set[str] = set()
        self._asked = ("", 0)

    async def step(self) -> None:
        """One turn, and now and then a cut, a cancel, a wait or a restart."""
        heard = tuple(self._hypothesis() for _ in range(self.chance.choice((1, 1, 1, 2, 3))))
        if self.chance.random() < _CUT_OFF:
            await self._cut_off(heard)
        else:
            await self._taken(heard)
        if self.chance.random() < _CANCELLED:
            await self._cancelled()
        if self.chance.random() < _LATER:
            await self.talk.clock.advance(self.chance.choice((1, 60, 3600)))
        if self.chance.random() < _RESTARTED:
            self.talk.restart()
            self._unsynced()
            self.count["restarts"] += 1

    async def end(self) -> None:
        """After a long while nothing is open any more, and a plain question gets its answer."""
        await self.talk.clock.advance(CONTEXT_LIVES.total_seconds() + 1)
        turn = await self.talk.turn("what is two plus two", "qa_maths")
        self.count["stuck"] += turn.text != "4."

    async def _taken(self, heard: tuple[Interpretation, ...]) -> Answer | None:
        try:
            turn = await self.talk.dialog.take_turn(*heard)
        except Exception as error:  # just this must not happen
            self.crashes.add(f"{type(error).__name__}: {error}")
            return None
        self.failures |= {f"{name}: {why}" for name, why in turn.failures.items()}
        self.count["unanswered"] += not turn.text
        self.count["questions"] += turn.expects != ""
        self.decisions[turn.decision.kind] += 1
        repeated = turn.decision.cause is Cause.NOT_ANSWERED
        self._asked = (turn.expects, self._asked[1] + 1 if repeated else 1)
        self.count["stuck"] += self._asked[1] > MOST_TRIES
        return turn

    async def _cut_off(self, heard: tuple[Interpretation, ...]) -> None:
        """A turn whose task is cancelled at some step on its way."""
        task = asyncio.create_task(self.talk.dialog.take_turn(*heard))
        for _ in range(self.chance.randint(0, 3)):
            await asyncio.sleep(0)
        over = task.done()
        task.cancel()
        (result,) = await asyncio.gather(task, return_exceptions=True)
        self.count["cut_off"] += not over
        self.count["after_cancel"] += not over and isinstance(result, Answer)
        if isinstance(result, Exception):
            self.crashes.add(f"{type(result).__name__}: {result}")

    async def _cancelled(self) -> None:
        text = self.chance.choice(_CANCELS)
        turn = await self._taken((Interpretation(text, "en-US", (Reading("general_quirky", 0.9),), ()),))
        self.count["stuck"] += turn is not None and turn.expects != ""

    def _hypothesis(self) -> Interpretation:
        chance = self.chance
        text = " ".join(chance.choices((*_COMMANDS, *_ATTACKS), k=chance.randint(1, 3)))
        slots = []
        for _ in range(chance.randint(0, 2)):
            start = chance.randint(0, len(text))
            end = chance.randint(start, len(text))
            slots.append(Slot(chance.choice(_SLOTS), text[start:end], start, end, chance.random()))
        first = chance.random()
        readings = (Reading(chance.choice(self.intents), first), Reading(chance.choice(self.intents), 1 - first))
        return Interpretation(text, chance.choice(_LOCALES), readings, tuple(slots), chance.random() > 0.1)

    def _unsynced(self) -> None:
        self.talk.database.query("PRAGMA synchronous = OFF")  # nothing here is about power cuts


async def fuzz(
    folder: Path, turns: int, seed: int, command: str, stepped: Callable[[int, int, str], None] = lambda *_: None
) -> FuzzRecord:
    """Take the turns.

    Args:
        folder: For the database.
        turns: How many.
        seed: Fixes them.
        command: For the record.
        stepped: Is told how far it is.
    """
    run = _Fuzz(folder, seed)
    for number in range(turns):
        await run.step()
        if number % 50 == 0:
            stepped(number, turns, "turns")
    await run.end()
    return FuzzRecord(
        provenance=Provenance.here(command),
        seed=seed,
        turns=turns,
        questions=run.count["questions"],
        cut_off=run.count["cut_off"],
        restarts=run.count["restarts"],
        decisions=dict(sorted(run.decisions.items())),
        crashes=tuple(sorted(run.crashes)),
        failures=tuple(sorted(run.failures)),
        unanswered=run.count["unanswered"],
        stuck=run.count["stuck"],
        after_cancel=run.count["after_cancel"],
    )
