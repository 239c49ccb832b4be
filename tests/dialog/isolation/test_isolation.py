"""A skill in a process of its own keeps the contract, and can hurt nobody."""

import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from dialog import Database, DialogError, Manifest, Message, Request, Schedule, Services, VirtualClock, load_skills
from dialog.contract import CHECKS, Check
from dialog.isolation import IsolatedSkill, isolate
from dialog.isolation.values import packed, unpacked
from dialog.schedule import Agenda
from dialog.skill import Choices
from dialog.testing import SATURDAY_TEN, Talk, meaning

GUEST = """
import os, sys, time
from datetime import timedelta
from dialog import Bid, Manifest, Message, Reply

class Guest:
    manifest = Manifest(name="guest", intents={"play_game": ()}, permissions=frozenset({"storage", "schedule"}))

    def __init__(self, services):
        self.services = services

    def bid(self, request):
        if "boast" in request.interpretation.utterance:
            return Bid("alarms", 1.0, "in somebody else's name")
        if "hang in the bid" in request.interpretation.utterance:
            time.sleep(60)
        return Bid("guest", 0.9, "test", action=Message("dialog-do-that"))

    async def handle(self, request):
        print("this must not get between the messages")
        match request.interpretation.utterance.removeprefix("please "):
            case "die":
                os._exit(3)
            case "hang":
                time.sleep(60)
            case "raise":
                raise ValueError("oops")
            case "peek":
                self.services.contacts.get("anna")
            case "spy":
                self.services._pipe.call("contacts.get", "anna")
            case "environment":
                return Reply((Message("dialog-said", {"text": ",".join(sorted(os.environ))}),))
            case "ring":
                due = request.clock.now() + timedelta(minutes=5)
                made = self.services.schedule.add("timer", due, length=timedelta(minutes=5))
                return Reply((Message("dialog-do-that"),), undo={"remove": made.id})
        before = self.services.storage.get("count") or 0
        self.services.storage.put("count", before + 1)
        return Reply((Message("dialog-said", {"text": f"{before + 1}"}),), undo={"count": before})

    async def undo(self, done):
        if "remove" in done:
            self.services.schedule.remove(done["remove"])
        elif done["count"]:
            self.services.storage.put("count", done["count"])
        else:
            self.services.storage.delete("count")
"""


@pytest.fixture
def guest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[IsolatedSkill, Database, VirtualClock]]:
    (tmp_path / "guest_room.py").write_text(GUEST, encoding="utf-8")
    words = tmp_path / "locales" / "en" / "guest.ftl"
    words.parent.mkdir(parents=True)
    words.write_text("guest-ring = Ding.\nguest-missed = There was a ding.\n", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setenv("SECRET_TOKEN", "nobody's business")
    clock = VirtualClock(SATURDAY_TEN)
    database = Database(tmp_path / "assistant.db")
    schedule = Schedule(database, clock)
    skill = isolate("guest_room:Guest", lambda manifest: Services(manifest, database, schedule, clock))
    yield skill, database, clock
    skill.close()
    database.close()


def asked(text: str, clock: VirtualClock) -> Request:
    return Request(meaning(text, "play_game"), clock)


async def test_it_works_as_if_it_were_here_and_is_never_imported_here(guest: Any) -> None:
    skill, database, clock = guest
    request = asked("play", clock)
    assert skill.bid(request).action == Message("dialog-do-that")
    assert [(await skill.handle(request)).messages[0].args["text"] for _ in range(2)] == ["1", "2"]
    await skill.undo({"count": 1})
    assert database.query("SELECT skill, value FROM documents")[0][:] == ("guest", "1")
    assert "guest_room" not in sys.modules


async def test_what_it_schedules_is_its_own(guest: Any) -> None:
    skill, database, clock = guest
    reply = await skill.handle(asked("ring", clock))
    (timer,) = Agenda(Schedule(database, clock), "guest").appointments()
    assert (timer.length, timer.due) == (timedelta(minutes=5), clock.now() + timedelta(minutes=5))
    await skill.undo(reply.undo)
    assert Agenda(Schedule(database, clock), "guest").appointments() == ()


@pytest.mark.parametrize(("text", "says"), [("peek", "does not name"), ("spy", "does not name"), ("raise", "oops")])
async def test_it_gets_no_service_that_its_manifest_does_not_name(guest: Any, text: str, says: str) -> None:
    skill, _, clock = guest
    with pytest.raises(DialogError, match=says):
        await skill.handle(asked(text, clock))
    assert (await skill.handle(asked("play", clock))).messages, "it lives on"


async def test_it_sees_nothing_of_the_environment(guest: Any) -> None:
    skill, _, clock = guest
    said = (await skill.handle(asked("environment", clock))).messages[0].args["text"]
    assert "PATH" in said
    assert "SECRET_TOKEN" not in said


async def test_one_that_dies_loses_its_turn_and_is_started_anew(guest: Any) -> None:
    skill, _, clock = guest
    with pytest.raises(DialogError) as error:
        await skill.handle(asked("die", clock))
    assert error.value.code == "skill.died"
    assert (await skill.handle(asked("play", clock))).messages[0].args["text"] == "1"


async def test_one_that_keeps_dying_stays_off(guest: Any) -> None:
    skill, _, clock = guest
    for _ in range(3):
        with pytest.raises(DialogError, match="gone"):
            await skill.handle(asked("die", clock))
    with pytest.raises(DialogError) as error:
        skill.bid(asked("play", clock))
    assert error.value.code == "skill.dead"


async def test_one_that_hangs_is_ended(guest: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    skill, _, clock = guest
    monkeypatch.setattr("dialog.isolation.proxy.HANDLE_SECONDS", 0.5)
    with pytest.raises(DialogError) as error:
        await skill.handle(asked("hang", clock))
    assert error.value.code == "skill.timeout"
    with pytest.raises(DialogError) as error:
        skill.bid(asked("hang in the bid", clock))
    assert error.value.code == "skill.timeout"


async def test_it_cannot_bid_in_the_name_of_another(guest: Any) -> None:
    skill, _, clock = guest
    with pytest.raises(DialogError, match="in the name of"):
        skill.bid(asked("boast", clock))


def test_settings_decide_which_skill_is_isolated(tmp_path: Path) -> None:
    database, clock = Database(tmp_path / "a.db"), VirtualClock(SATURDAY_TEN)
    settings = {"arithmetic": {"isolated": True}}
    loaded = {s.manifest.name: s for s in load_skills(database, Schedule(database, clock), clock, settings).skills}
    arithmetic = loaded["arithmetic"]
    assert isinstance(arithmetic, IsolatedSkill)
    assert not isinstance(loaded["timers"], IsolatedSkill)
    arithmetic.close()


async def test_a_whole_talk_goes_through_the_process(tmp_path: Path) -> None:
    talk = Talk(tmp_path, settings={"arithmetic": {"isolated": True}})
    assert await talk.say("what is two plus two", "qa_maths") == "4."
    talk.dialog.skills["arithmetic"].skill.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
async def test_the_contract_holds_across_processes(
    check: Check, tmp_path: Path, guest: tuple[IsolatedSkill, Database, VirtualClock]
) -> None:
    made: list[IsolatedSkill] = []

    class Far:
        manifest: Manifest = guest[0].manifest

        def __new__(cls, services: Services) -> IsolatedSkill:  # type: ignore[misc]
            made.append(isolate("guest_room:Guest", lambda manifest: services))
            return made[-1]

    await check(Far, tmp_path / "contract")  # type: ignore[arg-type]
    for skill in made:
        skill.close()


@pytest.mark.parametrize(
    "value",
    [
        {"a": [1, 2.5, None, True, "ü"]},
        SATURDAY_TEN,
        SATURDAY_TEN.date(),
        SATURDAY_TEN.time(),
        timedelta(minutes=3),
        (1, (2, 3)),
        frozenset({1, 5}),
        Message("x-y", {"inner": Message("z"), "items": ("a", "b")}),
    ],
)
def test_values_come_through_as_they_went(value: object) -> None:
    assert unpacked(packed(value)) == value


def test_choices_stay_choices() -> None:
    assert isinstance(unpacked(packed(Choices(("a", "b")))), Choices)


def test_a_value_that_is_no_data_stays_where_it_is() -> None:
    with pytest.raises(TypeError):
        packed(object())
