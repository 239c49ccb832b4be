"""A skill whose hooks cannot hurt the conversation: what they raise, and that they hang, is that skill's loss."""

import json
import math
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dialog.errors import DialogError
from dialog.hook_thread import HookThread
from dialog.reloading import ReloadingSkill
from dialog.skill import Bid, Manifest, Message, Naming, Reply, Request, Skill, Undoable

LOAD_SECONDS, BID_SECONDS, NAMES_SECONDS = 60.0, 2.0, 0.5
_MOST_TEXT = 1_000_000


class ContainedSkill:
    """Stands for a skill. Its hooks run in a thread of their own, and what they return is checked.

    Args:
        skill: In this process, or a stand-in for one that is not.
    """

    def __init__(self, skill: Skill) -> None:
        self.skill = skill
        self._thread = HookThread(skill.manifest.name)
        weakref.finalize(self, self._thread.close)

    @property
    def manifest(self) -> Manifest:
        """See ``Skill``."""
        return self.skill.manifest

    def bid(self, request: Request) -> Bid | None:
        """See ``Skill``."""
        return self.bids([request])[0]

    def bids(self, requests: Sequence[Request]) -> list[Bid | None]:
        """What it bids for each of several requests.

        Raises:
            DialogError: ``skill.timeout``, ``skill.raised``, ``skill.off`` or ``skill.answer``.
        """
        skill = self.skill

        def asked() -> tuple[list[Bid | None], bool]:
            bids = [skill.bid(request) for request in requests]
            return bids, all(bid is None or _is_bid(bid) for bid in bids)

        bids, right = self._thread.call(asked, BID_SECONDS)
        self._check(right, "a bid")
        return bids

    async def handle(self, request: Request) -> Reply:
        """See ``Skill``."""
        skill = self.skill

        async def asked() -> tuple[Reply, bool]:
            reply = await skill.handle(request)
            return reply, _is_reply(reply)

        reply, right = await self._thread.wait_for(asked)
        self._check(right, "a reply")
        return reply if isinstance(skill, Undoable) or not reply.undo else replace(reply, undo={})

    async def undo(self, done: Mapping[str, Any]) -> None:
        """Have it take back what it did; nothing where it cannot."""
        skill = self.skill
        if isinstance(skill, Undoable):

            async def asked() -> None:
                await skill.undo(done)

            await self._thread.wait_for(asked)

    def refresh(self) -> bool:
        """Read it again where it is under development and was saved since; returns whether it was.

        Raises:
            DialogError: ``skill.timeout`` or ``skill.off``.
        """
        return isinstance(self.skill, ReloadingSkill) and self._thread.call(self.skill.refresh, LOAD_SECONDS)

    def names(self) -> tuple[str, ...]:
        """The names it knows; none where it knows no names."""
        skill = self.skill
        if not isinstance(skill, Naming):
            return ()
        names = self._thread.call(lambda: tuple(skill.names()), NAMES_SECONDS)
        return tuple(name for name in names if isinstance(name, str))

    def close(self) -> None:
        """Let its thread end."""
        self._thread.close()

    def _check(self, right: bool, what: str) -> None:
        if not right:
            message = f"The skill '{self.manifest.name}' answered with something that is not {what}."
            raise DialogError("skill.answer", message)


def _is_bid(bid: Bid) -> bool:
    if not isinstance(bid, Bid) or not all(isinstance(text, str) for text in (bid.skill, bid.evidence, *bid.missing)):
        return False
    numbers = all(isinstance(value, int | float) and math.isfinite(value) for value in (bid.score, bid.risk))
    return numbers and _is_message(bid.action)


def _is_message(message: Message | None) -> bool:
    return message is None or (isinstance(message, Message) and isinstance(message.id, str))


def _is_reply(reply: Reply) -> bool:
    if not (isinstance(reply, Reply) and isinstance(reply.messages, tuple) and isinstance(reply.expects, str)):
        return False
    try:
        kept = json.dumps([dict(reply.data), dict(reply.undo)])
        said = json.dumps([(message.id, dict(message.args)) for message in reply.messages], default=str)
    except (AttributeError, TypeError, ValueError, RecursionError):
        return False
    messages = (*reply.messages, reply.confirm) if reply.confirm is not None else reply.messages
    says_something = bool(messages) and all(_is_message(message) for message in messages)
    return says_something and len(kept) + len(said) <= _MOST_TEXT
