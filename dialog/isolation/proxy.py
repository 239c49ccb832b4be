"""The assistant's end of an isolated skill: time limits, permissions, and a process that may die at any moment."""

import asyncio
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any

from dialog.errors import DialogError
from dialog.isolation.values import line, packed, packed_request, unpacked, unpacked_bid, unpacked_reply
from dialog.services import Services
from dialog.skill import Bid, Manifest, Reply, Request

START_SECONDS, BID_SECONDS, HANDLE_SECONDS = 20.0, 0.5, 5.0
MOST_BYTES = 1 << 20
MOST_DEATHS = 3
_CALLS = {
    "storage": frozenset({"get", "put", "delete", "keys"}),
    "contacts": frozenset({"get", "put", "delete", "keys"}),
    "schedule": frozenset({"add", "put_back", "remove", "appointments"}),
}

_Exchange = Generator[float, Mapping[str, Any], Any]
"""Yields how long it waits for the next line, is sent that line, and returns the result."""


class _Process:
    """A running child and the lines it writes."""

    def __init__(self, target: str) -> None:
        environment = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
        environment |= {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        self._child = subprocess.Popen(
            [sys.executable, "-m", "dialog.isolation.child", target],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        self._lines: queue.Queue[bytes] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self._child.stdout is not None
        while text := self._child.stdout.readline(MOST_BYTES):
            self._lines.put(text)
        self._lines.put(b"")

    def send(self, message: Mapping[str, Any]) -> None:
        assert self._child.stdin is not None
        try:
            self._child.stdin.write(line(message))
            self._child.stdin.flush()
        except OSError as error:
            raise _died() from error

    def receive(self, seconds: float) -> Mapping[str, Any]:
        try:
            text = self._lines.get(timeout=max(seconds, 0.0))
        except queue.Empty as error:
            raise DialogError("skill.timeout", "The skill's process did not answer in time.") from error
        if not text.endswith(b"\n"):
            raise _died()
        try:
            message: Mapping[str, Any] = json.loads(text)
        except ValueError as error:
            raise DialogError("skill.isolation", "The skill's process sent something that is no message.") from error
        return message

    def kill(self) -> None:
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            assert pipe is not None
            try:
                pipe.close()
            except OSError:
                continue  # bytes for a process that is gone


class IsolatedSkill:
    """A skill in a process of its own. If that dies or hangs, it loses its turn, and is started anew for the next.

    Attributes:
        manifest: As the process reported it at its first start; later starts cannot change it.
        folder: Where its messages lie.
    """

    def __init__(self, target: str, services: Callable[[Manifest], Services]) -> None:
        self._target = target
        self._deaths = 0
        self._process: _Process | None = _Process(target)
        try:
            hello = self._process.receive(START_SECONDS)
            self.manifest = Manifest.model_validate(hello["manifest"])
        except BaseException:
            self._kill()
            raise
        self.folder = Path(str(hello["folder"]))
        self._services = services(self.manifest)
        self._undoable = bool(hello["undoable"])
        self._talk(self._introduced())

    def bid(self, request: Request) -> Bid | None:
        """What the process bids."""
        bid = unpacked_bid(self._talk(self._asked({"do": "bid", "request": packed_request(request)}, BID_SECONDS)))
        if bid is not None and bid.skill != self.manifest.name:
            raise DialogError("skill.isolation", f"'{self.manifest.name}' bid in the name of '{bid.skill}'.")
        return bid

    async def handle(self, request: Request) -> Reply:
        """What the process replies."""
        asked = self._asked({"do": "handle", "request": packed_request(request)}, HANDLE_SECONDS)
        return unpacked_reply(await self._talk_aside(asked))

    async def undo(self, done: Mapping[str, Any]) -> None:
        """Have the process take back what it did; nothing where it cannot."""
        if self._undoable:
            await self._talk_aside(self._asked({"do": "undo", "undo": packed(dict(done))}, HANDLE_SECONDS))

    def close(self) -> None:
        """End the process."""
        self._kill()

    def _introduced(self) -> _Exchange:
        self._running().send({"settings": packed(dict(self._services.settings))})
        return (yield from self._answered(START_SECONDS))

    def _asked(self, message: Mapping[str, Any], seconds: float) -> _Exchange:
        if self._process is None:
            yield from self._started()
        self._running().send(message)
        return (yield from self._answered(seconds))

    def _started(self) -> _Exchange:
        if self._deaths >= MOST_DEATHS:
            raise DialogError(
                "skill.dead", f"The skill '{self.manifest.name}' died {self._deaths} times and stays off.", "Remove it."
            )
        self._process = _Process(self._target)
        yield START_SECONDS  # what it says of itself now counts for nothing
        yield from self._introduced()

    def _answered(self, seconds: float) -> _Exchange:
        """Serve the process's calls until it is done."""
        until = time.monotonic() + seconds
        while True:
            message = yield until - time.monotonic()
            if "call" in message:
                self._running().send(self._called(message))
            elif "raised" in message:
                raise DialogError("skill.raised", f"The skill '{self.manifest.name}' raised {message['raised']}.")
            else:
                return message["done"]

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
        except (TypeError, ValueError) as error:  # arguments that the service does not take
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

    def _running(self) -> _Process:
        if self._process is None:
            raise _died()
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


def _died() -> DialogError:
    return DialogError("skill.died", "The skill's process is gone.")
