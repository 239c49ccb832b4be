"""The contract of `dialog.skill`, as checks for any skill.

In the tests of your own skill:

    @pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
    async def test_my_skill_keeps_the_contract(check, tmp_path):
        await check(MySkill, tmp_path)
"""

import json
import re
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Protocol, get_args

from dialog.clock import VirtualClock
from dialog.database import Database
from dialog.errors import DialogError
from dialog.rendering import Renderer
from dialog.schedule import Schedule
from dialog.services import Services
from dialog.skill import Bid, Manifest, Permission, Reply, Request, Skill, Undoable
from dialog.testing import SATURDAY_TEN
from nlu import Interpretation, Reading, Slot

BID_SECONDS = 0.5
_ABOUT_NOTHING = "this or that, thus so"
_VALUES = {
    "time": "seven pm",
    "date": "tomorrow",
    "timeofday": "morning",
    "place_name": "tokyo",
    "email_address": "anna at mail dot com",
    "change_amount": "fifty",
}


class SkillClass(Protocol):
    """What an entry point names: a skill's class."""

    manifest: Manifest

    def __call__(self, services: Services) -> Skill:
        """Make the skill."""
        ...


Check = Callable[[SkillClass, Path], Awaitable[None]]


class _Bench:
    """One skill with services of its own."""

    def __init__(self, factory: SkillClass, folder: Path) -> None:
        self.clock = VirtualClock(SATURDAY_TEN)
        self.database = Database(folder / "contract.db")
        self.schedule = Schedule(self.database, self.clock)
        self.skill = factory(Services(factory.manifest, self.database, self.schedule, self.clock))
        self.renderer = Renderer.of_skills([self.skill])

    def requests(self) -> Iterator[Request]:
        """Each intent without slots, with all the slots it needs, and with a text that is none."""
        for intent, slots in self.skill.manifest.intents.items():
            for names in ((), slots):
                yield self.request(intent, "please do it", names)
            yield self.request(intent, "\u202e🎉 { $x } '; --", ())

    def request(self, intent: str, text: str, names: tuple[str, ...]) -> Request:
        slots = []
        for name in names:
            value = _VALUES.get(name, "something")
            text = f"{text} {value}"
            slots.append(Slot(name, value, len(text) - len(value), len(text), 0.9))
        said = Interpretation(text, "en-US", (Reading(intent, 0.9),), tuple(slots))
        return Request(said, self.clock)

    def contents(self) -> str:
        """Everything that is on disk."""
        rows = [
            tuple(row)
            for table in ("documents", "appointments")
            for row in self.database.query(f"SELECT * FROM {table} ORDER BY 1, 2")
        ]
        return json.dumps(rows)


async def bids_are_sound(factory: SkillClass, folder: Path) -> None:
    """A bid names its skill, scores within [0, 1], asks for slots it has words for, and changes nothing."""
    bench = _Bench(factory, folder)
    for request in bench.requests():
        before = bench.contents()
        start = time.process_time()
        bid = bench.skill.bid(request)
        assert time.process_time() - start < BID_SECONDS, f"a bid for {request.interpretation.intent} is not cheap"
        assert bench.contents() == before, f"a bid for {request.interpretation.intent} has a side effect"
        if bid is not None:
            _assert_sound(bid, bench)


def _assert_sound(bid: Bid, bench: _Bench) -> None:
    name = bench.skill.manifest.name
    assert bid.skill == name, f"the bid is in the name of '{bid.skill}'"
    assert 0 <= bid.score <= 1, f"score {bid.score}"
    assert 0 <= bid.risk <= 1, f"risk {bid.risk}"
    assert bid.evidence, "a bid says why"
    for slot in bid.missing:
        assert bench.renderer.has(f"{name}-ask-{slot}"), f"no message to ask for '{slot}'"
    if bid.action is not None:
        assert bench.renderer.render([bid.action], "en-US")


async def replies_can_be_said(factory: SkillClass, folder: Path) -> None:
    """Every reply has words, and its data are JSON values."""
    bench = _Bench(factory, folder)
    for request in bench.requests():
        bid = bench.skill.bid(request)
        if bid is not None and not bid.missing:
            _assert_sayable(await bench.skill.handle(request), bench)


def _assert_sayable(reply: Reply, bench: _Bench) -> None:
    messages = [reply.confirm] if reply.confirm else reply.messages
    assert messages, "a reply says something"
    assert bench.renderer.render(messages, "en-US"), "a reply has words"
    json.dumps([dict(reply.data), dict(reply.undo)])
    if reply.undo:
        assert isinstance(bench.skill, Undoable), "what can be undone needs the method undo"


async def undo_restores(factory: SkillClass, folder: Path) -> None:
    """Undo leaves no trace, and a second undo does no harm."""
    bench = _Bench(factory, folder)
    for request in bench.requests():
        bid = bench.skill.bid(request)
        if bid is None or bid.missing:
            continue
        before = bench.contents()
        reply = await bench.skill.handle(request)
        if reply.undo and isinstance(bench.skill, Undoable):
            kept = json.loads(json.dumps(dict(reply.undo)))
            await bench.skill.undo(kept)
            assert _without_ids(bench.contents()) == _without_ids(before), f"after {request.interpretation.intent}"
            if "put_back" not in kept:
                await bench.skill.undo(kept)


def _without_ids(contents: str) -> list[object]:
    """An appointment that comes back has a new number."""
    return [row[1:] if isinstance(row[0], int) else row for row in json.loads(contents)]


async def only_named_services_are_used(factory: SkillClass, folder: Path) -> None:
    """Services the manifest doesn't name are refused."""
    bench = _Bench(factory, folder)
    bare = factory.manifest.model_copy(update={"permissions": frozenset()})
    services = Services(bare, bench.database, bench.schedule, bench.clock)
    for permission in get_args(Permission):
        if hasattr(Services, permission):
            with suppress(DialogError):
                getattr(services, permission)
                raise AssertionError(f"'{permission}' was handed out without permission")


async def the_manifest_is_sound(factory: SkillClass, folder: Path) -> None:
    """Names are plain, keywords are words of the skill's own, and what rings has words."""
    bench = _Bench(factory, folder)
    manifest = bench.skill.manifest
    assert re.fullmatch(r"[a-z][a-z0-9]*", manifest.name), "a name is one lower-case word"
    assert manifest.intents, "a skill serves some intent"
    assert set(manifest.carries) <= set(manifest.intents), "what carries over belongs to an intent"
    for pattern in (word for words in manifest.keywords.values() for word in words):
        assert not re.search(pattern, _ABOUT_NOTHING), f"the keyword '{pattern}' would speak for the skill anywhere"
    if "schedule" in manifest.permissions:
        for moment in ("ring", "missed"):
            assert bench.renderer.has(f"{manifest.name}-{moment}"), f"no words for what is {moment}"


CHECKS: tuple[Check, ...] = (
    the_manifest_is_sound,
    bids_are_sound,
    replies_can_be_said,
    undo_restores,
    only_named_services_are_used,
)
