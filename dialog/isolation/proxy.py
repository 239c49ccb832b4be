"""The assistant's end of an isolated skill: time limits, permissions, and a process that may die at any moment."""

import asyncio
import time
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any

from dialog.errors import DialogError
from dialog.isolation.process import SkillProcess, died
from dialog.isolation.sandbox import find_sandbox
from dialog.isolation.values import packed, packed_request, unpacked, unpacked_bid, unpacked_reply
from dialog.services import Services
from dialog.skill import Bid, Manifest, Reply, Request

START_SECONDS, BID_SECONDS, HANDLE_SECONDS = 20.0, 0.5, 5.0
MOST_DEATHS = 3
MOST_CALLS = 1_000
_MOST_TOLD = 500  # characters of what a skill says went wrong
_CALLS = {
    "storage": frozenset({"get", "put", "delete", "keys"}),
    "contacts": frozenset({"get", "put", "delete", "keys"}),
    "schedule": frozenset({"add", "put_back", "remove", "appointments"}),
}

_Exchange = Generator[float, Mapping[str, Any], Any]
"""Yields how long it waits for the next line, is sent that line, and returns the result."""


class IsolatedSkill:
    """A skill in a process of its own. If that dies or hangs, it loses its turn, and is started anew for the next.

    Attributes:
        manifest: As the process reported it at its first start; later starts cannot change it.
        folder: Where its messages lie.
        sandbox: What fences it in.
    """

    def __init__(self, target: str, services: Callable[[Manifest], Services]) -> None:
        self._target = target
        self._deaths = 0
        self.sandbox = find_sandbox()
        self._network = False  # until its manifest asks for it
        self._process: SkillProcess | None = self._spawned()
        try:
            hello = self._process.receive(START_SECONDS)
            self.manifest = Manifest.model_validate(hello["manifest"])
            self.folder = Path(str(hello["folder"]))
            self._undoable = bool(hello["undoable"])
        except BaseException:
            self._kill()
            raise
        self._services = services(self.manifest)
        if "network" in self.manifest.permissions and self.sandbox.kind != "none":
            self._network = True
            self._kill()
            self._talk(self._started())
        else:
            self._talk(self._introduced())

    def _spawned(self) -> SkillProcess:
        return SkillProcess(self._target, self.sandbox, network=self._network)

    def bid(self, request: Request) -> Bid | None:
        """What the process bids."""
        asked = self._asked({"do": "bid", "request": packed_request(request)}, BID_SECONDS, unpacked_bid)
        bid: Bid | None = self._talk(asked)
        if bid is not None and bid.skill != self.manifest.name:
            raise DialogError("skill.isolation", f"'{self.manifest.name}' bid in the name of '{bid.skill}'.")
        return bid

    async def handle(self, request: Request) -> Reply:
        """What the process replies."""
        asked = self._asked({"do": "handle", "request": packed_request(request)}, HANDLE_SECONDS, unpacked_reply)
        reply: Reply = await self._talk_aside(asked)
        return reply

    async def undo(self, done: Mapping[str, Any]) -> None:
        """Have the process take back what it did; nothing where it cannot."""
        if self._undoable:
            await self._talk_aside(self._asked({"do": "undo", "undo": packed(dict(done))}, HANDLE_SECONDS, bool))

    def close(self) -> None:
        """End the process."""
        self._kill()

    def _introduced(self) -> _Exchange:
        self._running().send({"settings": packed(dict(self._services.settings))}, START_SECONDS)
        return (yield from self._answered(START_SECONDS))

    def _asked(self, message: Mapping[str, Any], seconds: float, read: Callable[[Any], Any]) -> _Exchange:
        if self._process is None:
            yield from self._started()
        if self._running().has_spoken:
            raise DialogError("skill.isolation", "The skill's process spoke without being asked.")
        self._running().send(message, seconds)
        answer = yield from self._answered(seconds)
        try:
            return read(answer)
        except (TypeError, ValueError, LookupError, ArithmeticError, RecursionError) as error:
            raise DialogError("skill.isolation", "The skill's process sent something that is no answer.") from error

    def _started(self) -> _Exchange:
        if self._deaths >= MOST_DEATHS:
            raise DialogError(
                "skill.dead", f"The skill '{self.manifest.name}' died {self._deaths} times and stays off.", "Remove it."
            )
        self._process = self._spawned()
        yield START_SECONDS  # what it says of itself now counts for nothing
        yield from self._introduced()

    def _answered(self, seconds: float) -> _Exchange:
        """Serve the process's calls until it is done."""
        until = time.monotonic() + seconds
        for _ in range(MOST_CALLS):
            message = yield until - time.monotonic()
            if until < time.monotonic():
                break
            if "call" in message:
                self._running().send(self._called(message), until - time.monotonic())
            elif "raised" in message:
                raised = str(message["raised"])[:_MOST_TOLD]
                raise DialogError("skill.raised", f"The skill '{self.manifest.name}' raised {raised}.")
            elif "done" in message:
                return message["done"]
            else:
                raise DialogError("skill.isolation", "The skill's process sent something that is no answer.")
        raise DialogError("skill.timeout", "The skill's process did not come to an end.")

    def _called(self, message: Mapping[str, Any]) -> Mapping[str, Any]:
        service, _, method = str(message["call"]).partition(".")
        try:
            if method not in _CALLS.get(service, ()):
                raise DialogError("skill.permission", f"There is no call '{service}.{method}'.")
            function = getattr(getattr(self._services, service), method)
            result = function(*unpacked(message["with"]), **unpacked(message["named"]))
            return {"answer": packed(list(result) if method == "keys" else result)}
        except DialogError as error:
            return {"error": [error.code, error.message, error.remedy]}
        except (
            TypeError,
            ValueError,
            LookupError,
            ArithmeticError,
            RecursionError,
        ) as error:  # arguments that the service does not take
            return {"error": ["skill.call", str(error), ""]}

    def _talk(self, exchange: _Exchange) -> Any:
        """Carry an exchange through, in this thread."""
        try:
            wait = next(exchange)
            while True:
                wait = exchange.send(self._running().receive(wait))
        except StopIteration as over:
            self._deaths = 0
            return over.value
        except BaseException as error:
            self._fell(error)
            raise

    async def _talk_aside(self, exchange: _Exchange) -> Any:
        """The same, waiting in a thread; what the process calls is done here, where the schedule lives."""
        try:
            wait = next(exchange)
            while True:
                wait = exchange.send(await asyncio.to_thread(self._running().receive, wait))
        except StopIteration as over:
            self._deaths = 0
            return over.value
        except BaseException as error:
            self._fell(error)
            raise

    def _running(self) -> SkillProcess:
        if self._process is None:
            raise died()
        return self._process

    def _fell(self, error: BaseException) -> None:
        """After anything but an error that the skill itself reported, nobody knows where the process stands."""
        if not (isinstance(error, DialogError) and error.code in ("skill.raised", "skill.dead")):
            self._deaths += 1
            self._kill()

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process = None


def isolate(target: str, services: Callable[[Manifest], Services]) -> IsolatedSkill:
    """Start a skill in a process of its own.

    Args:
        target: ``module:Class``, as an entry point names it; it is imported in that process only.
        services: What a skill with that manifest may use.

    Raises:
        DialogError: ``skill.timeout``, ``skill.isolation`` or ``skill.raised`` where it does not start.
    """
    return IsolatedSkill(target, services)
