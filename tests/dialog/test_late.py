"""A skill that keeps everybody waiting."""

import asyncio
import threading
from pathlib import Path

import pytest

from dialog import Bid, Manifest, Reply, Request
from dialog.errors import DialogError
from dialog.testing import Talk


class Slow:
    """Thinks about its bid until it is released."""

    manifest = Manifest(name="slow", intents={"general_joke": ()})

    def __init__(self) -> None:
        self.release = threading.Event()

    def bid(self, request: Request) -> Bid | None:
        self.release.wait()
        return None

    async def handle(self, request: Request) -> Reply:
        raise AssertionError("it never gets a turn")


async def test_a_bid_that_does_not_come_keeps_nobody_waiting(tmp_path: Path) -> None:
    slow = Slow()
    talk = Talk(tmp_path, skills=(slow,), seconds=0.2)
    turned = 0

    async def turn_the_loop() -> None:
        nonlocal turned
        while True:
            turned += 1
            await asyncio.sleep(0.01)

    turning = asyncio.create_task(turn_the_loop())
    try:
        with pytest.raises(DialogError) as caught:
            await talk.say("tell me a joke", "general_joke")
        assert caught.value.code == "skill.late"
        assert turned > 5, "the event loop went on"
        with pytest.raises(DialogError, match="did not say"):
            await talk.say("tell me another", "general_joke")
        assert await talk.say("hello", "general_greet") == "I did not understand that.", "who is not asked, is not late"
    finally:
        slow.release.set()
        turning.cancel()
