"""Whatever a skill does in one of its hooks costs that skill its turn, never the conversation."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from dialog import Bid, DialogError, Manifest, Message, Reply, Request
from dialog.contained import ContainedSkill
from dialog.hook_thread import MOST_LATE, HookThread
from dialog.skill import Skill
from dialog.testing import Talk


class EndOfTheWorldError(BaseException):
    pass


def raises(error: BaseException) -> Callable[[], None]:
    def hook() -> None:
        raise error

    return hook


def turns_for_ever() -> None:
    while True:
        pass


ENDS: dict[str, Callable[[], None]] = {
    "Exception": raises(ValueError("oops")),
    "SystemExit": raises(SystemExit(3)),
    "KeyboardInterrupt": raises(KeyboardInterrupt()),
    "CancelledError": raises(asyncio.CancelledError()),
    "GeneratorExit": raises(GeneratorExit()),
    "BaseException": raises(EndOfTheWorldError()),
}
HANGS: dict[str, Callable[[], None]] = {"waits": lambda: time.sleep(4), "turns": turns_for_ever}


class Evil:
    """Does something in one of its hooks."""

    manifest = Manifest(name="evil", intents={"play_game": ()}, keywords={"en": ("evil",)})

    def __init__(self, where: str, what: Callable[[], object]) -> None:
        self._where, self._what = where, what

    def _maybe(self, hook: str) -> object:
        return self._what() if hook == self._where else None

    def bid(self, request: Request) -> Bid | None:
        self._maybe("bid")
        return Bid("evil", 1.0, "test", action=Message("dialog-do-that"))

    async def handle(self, request: Request) -> Reply:
        self._maybe("handle")
        return Reply((Message("dialog-said", {"text": "evil"}),), undo={"it": 1})

    async def undo(self, done: Mapping[str, Any]) -> None:
        self._maybe("undo")

    def names(self) -> Iterator[str]:
        self._maybe("names")
        yield "evil"


class Good:
    manifest = Manifest(name="good", intents={"datetime_query": ()})

    def bid(self, request: Request) -> Bid | None:
        return Bid("good", 1.0, "test", action=Message("dialog-do-that"))

    async def handle(self, request: Request) -> Reply:
        return Reply((Message("dialog-said", {"text": "good"}),))


def talk_with(folder: Path, *skills: Skill, seconds: float = 5.0) -> Talk:
    return Talk(folder, skills, seconds=seconds)


async def evil_turn(talk: Talk, where: str) -> Mapping[str, str]:
    """Have the hook called in a turn; returns the failures."""
    talk.dialog.expected()
    turn = await talk.turn("do something evil", "play_game")
    return (await talk.turn("undo")).failures if where == "undo" else turn.failures


@pytest.mark.parametrize("where", ["bid", "handle", "undo", "names"])
@pytest.mark.parametrize("how", ENDS)
async def test_what_a_hook_raises_costs_that_skill_its_turn(tmp_path: Path, where: str, how: str) -> None:
    talk = talk_with(tmp_path, Evil(where, ENDS[how]), Good())
    failures = await evil_turn(talk, where)
    assert list(failures) == ([] if where == "names" else ["evil"])
    assert await talk.say("what time is it", "datetime_query") == "good"


@pytest.mark.parametrize("where", ["bid", "handle", "undo", "names"])
@pytest.mark.parametrize("how", HANGS)
async def test_a_hook_that_hangs_is_cut_off(
    tmp_path: Path, where: str, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dialog.contained.BID_SECONDS", 0.2)
    monkeypatch.setattr("dialog.contained.NAMES_SECONDS", 0.2)
    talk = talk_with(tmp_path, Evil(where, HANGS[how]), Good(), seconds=1.0)
    failures = await evil_turn(talk, where)
    assert list(failures) == ([] if where == "names" else ["evil"])
    assert await talk.say("what time is it", "datetime_query") == "good"


async def test_the_loop_turns_while_a_hook_hangs(tmp_path: Path) -> None:
    talk = talk_with(tmp_path, Evil("handle", lambda: time.sleep(1)), seconds=0.3)
    beats = 0

    async def beat() -> None:
        nonlocal beats
        while True:
            await asyncio.sleep(0.01)
            beats += 1

    beating = asyncio.create_task(beat())
    await talk.turn("do something evil", "play_game")
    beating.cancel()
    assert beats > 3


async def test_a_skill_that_keeps_hanging_is_off_until_it_comes_back() -> None:
    free = threading.Event()
    thread = HookThread("evil")
    for _ in range(MOST_LATE):
        with pytest.raises(DialogError, match="in time"):
            thread.call(free.wait, 0.05)
    with pytest.raises(DialogError) as error:
        thread.call(lambda: 1, 1)
    assert error.value.code == "skill.off"
    free.set()
    async with asyncio.timeout(5):
        while True:
            try:
                assert thread.call(lambda: 1, 1) == 1
                break
            except DialogError:
                await asyncio.sleep(0.01)
    thread.close()


async def test_what_turns_for_ever_is_ended() -> None:
    thread = HookThread("restless")
    with pytest.raises(DialogError, match="in time"):
        thread.call(turns_for_ever, 0.05)
    async with asyncio.timeout(10):
        while any(each.name == "skill restless" for each in threading.enumerate()):
            await asyncio.sleep(0.05)


async def test_who_cancels_a_turn_cancels_the_hook() -> None:
    begun, ended = threading.Event(), threading.Event()

    class Slow(Good):
        async def handle(self, request: Request) -> Reply:
            begun.set()
            try:
                await asyncio.sleep(60)
            finally:
                ended.set()
            raise AssertionError

    skill = ContainedSkill(Slow())
    turn = asyncio.create_task(skill.handle(None))  # type: ignore[arg-type]
    assert await asyncio.to_thread(begun.wait, 5)
    turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn
    assert await asyncio.to_thread(ended.wait, 5)


@pytest.mark.parametrize(
    "reply",
    [
        None,
        7,
        Reply(()),
        Reply(("hello",)),  # type: ignore[arg-type]
        Reply((Message("dialog-said", {"text": "x" * 2_000_000}),)),
        Reply((Message("dialog-do-that"),), data={"set": {1}}),
        Reply((Message("dialog-do-that"),), data={"text": "x" * 2_000_000}),
    ],
    ids=["nothing", "a number", "no message", "words", "a book", "no JSON", "too much to keep"],
)
async def test_what_is_no_reply_costs_that_skill_its_turn(tmp_path: Path, reply: Any) -> None:
    class Odd(Good):
        manifest = Manifest(name="odd", intents={"play_game": ()})

        def bid(self, request: Request) -> Bid | None:
            return Bid("odd", 1.0, "test", action=Message("dialog-do-that"))

        async def handle(self, request: Request) -> Reply:
            return reply  # type: ignore[no-any-return]

    talk = talk_with(tmp_path, Odd(), Good())
    turn = await talk.turn("play", "play_game")
    assert list(turn.failures) == ["odd"]
    assert await talk.say("what time is it", "datetime_query") == "good"


@pytest.mark.parametrize(
    "bid",
    [7, "bid", Bid("odd", float("nan"), "x"), Bid("odd", float("inf"), "x"), Bid("odd", 1, "x", risk=float("nan"))],
)
async def test_what_is_no_bid_costs_that_skill_its_turn(tmp_path: Path, bid: Any) -> None:
    class Odd(Good):
        manifest = Manifest(name="odd", intents={"datetime_query": ()})

        def bid(self, request: Request) -> Bid | None:
            return bid  # type: ignore[no-any-return]

    talk = talk_with(tmp_path, Odd(), Good())
    turn = await talk.turn("what time is it", "datetime_query")
    assert (turn.text, list(turn.failures)) == ("good", ["odd"])


async def test_threads_end_with_the_dialogue(tmp_path: Path) -> None:
    class Last(Good):
        manifest = Good.manifest.model_copy(update={"name": "last"})

        def bid(self, request: Request) -> Bid | None:
            return Bid("last", 1.0, "test")

    talk = talk_with(tmp_path, Last())
    await talk.say("what time is it", "datetime_query")
    assert any(each.name == "skill last" for each in threading.enumerate())
    talk.dialog.close()
    async with asyncio.timeout(5):
        while any(each.name == "skill last" for each in threading.enumerate()):
            await asyncio.sleep(0.01)
