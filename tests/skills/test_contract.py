from importlib.metadata import entry_points
from pathlib import Path

import pytest

from dialog import Bid, Manifest, Message, Reply, Request, Services
from dialog.contract import (
    CHECKS,
    Check,
    SkillClass,
    bids_are_sound,
    replies_can_be_said,
    the_manifest_is_sound,
    undo_restores,
)
from dialog.skillset import GROUP

INSTALLED = {point.name: point.load() for point in entry_points(group=GROUP)}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("name", sorted(INSTALLED))
async def test_every_skill_keeps_the_contract(name: str, check: Check, tmp_path: Path) -> None:
    await check(INSTALLED[name], tmp_path)


class Good:
    """A skill that keeps the contract until a subclass breaks it."""

    manifest = Manifest(name="good", intents={"play_game": ()}, permissions=frozenset({"storage"}))

    def __init__(self, services: Services) -> None:
        self.storage = services.storage

    def bid(self, request: Request) -> Bid | None:
        return Bid("good", 0.5, "test")

    async def handle(self, request: Request) -> Reply:
        return Reply((Message("dialog-do-that"),))


class Grabs(Good):
    manifest = Good.manifest.model_copy(update={"keywords": {"en": (r"\w+",)}})


class Writes(Good):
    def bid(self, request: Request) -> Bid | None:
        self.storage.put("bids", (self.storage.get("bids") or 0) + 1)
        return Bid("good", 0.5, "test")


class Boasts(Good):
    def bid(self, request: Request) -> Bid | None:
        return Bid("good", 7.0, "test")


class Asks(Good):
    def bid(self, request: Request) -> Bid | None:
        return Bid("good", 0.5, "test", missing=("shoe_size",))


class Mumbles(Good):
    async def handle(self, request: Request) -> Reply:
        return Reply((Message("good-unwritten"),))


class Forgets(Good):
    async def handle(self, request: Request) -> Reply:
        self.storage.put("done", True)
        return Reply((Message("dialog-do-that"),), undo={"done": True})

    async def undo(self, done: object) -> None:
        return None


@pytest.mark.parametrize(
    ("skill", "check"),
    [
        (Grabs, the_manifest_is_sound),
        (Writes, bids_are_sound),
        (Boasts, bids_are_sound),
        (Asks, bids_are_sound),
        (Mumbles, replies_can_be_said),
        (Forgets, undo_restores),
    ],
)
async def test_a_breach_of_the_contract_is_found(skill: SkillClass, check: Check, tmp_path: Path) -> None:
    with pytest.raises(Exception):  # noqa: B017
        await check(skill, tmp_path)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
async def test_a_skill_of_a_stranger_that_keeps_it_passes(check: Check, tmp_path: Path) -> None:
    await check(Good, tmp_path)
