"""The other end of an isolated skill: ``python -m dialog.isolation.child module:Class [--no-network PATH...]``.

It has no database and no settings but its own. What its manifest names it gets by asking, over the pipe.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import datetime, tzinfo
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from dialog.errors import DialogError
from dialog.isolation.landlock import restrict
from dialog.isolation.values import (
    line,
    packed,
    packed_bid,
    packed_reply,
    unpacked,
    unpacked_interpretation,
)
from dialog.outside import Network
from dialog.schedule import Appointment
from dialog.skill import Request, Skill, Undoable
from dialog.storage import checked

MOST_MEMORY, MOST_FILE, MOST_FILES = 2 << 30, 16 << 20, 128
_DIE_WITH_PARENT = 1


class _Pipe:
    """Lines to and from the assistant."""

    def __init__(self, reader: BinaryIO, writer: BinaryIO) -> None:
        self._reader = reader
        self._writer = writer

    def send(self, message: Mapping[str, Any]) -> None:
        self._writer.write(line(message))
        self._writer.flush()

    def receive(self) -> dict[str, Any]:
        text = self._reader.readline()
        if not text:
            raise SystemExit(0)
        message: dict[str, Any] = json.loads(text)
        return message

    def call(self, name: str, *arguments: Any, **named: Any) -> Any:
        """Have the assistant do something that the skill is permitted."""
        self.send({"call": name, "with": packed(list(arguments)), "named": packed(named)})
        answer = self.receive()
        if "error" in answer:
            raise DialogError(*answer["error"])
        return unpacked(answer["answer"])


class _RemoteClock:
    """The time that came with the request."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        assert now.tzinfo is not None
        self.zone: tzinfo = now.tzinfo

    def look_for_zone(self) -> None:
        """It is the assistant's to look."""

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._now.timestamp()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


class _RemoteStorage:
    """The skill's documents, or the address book."""

    def __init__(self, pipe: _Pipe, name: str) -> None:
        self._call: Callable[..., Any] = lambda method, *arguments: pipe.call(f"{name}.{method}", *arguments)

    def get(self, key: str, kind: Any = Any) -> Any:
        """One that is not what it must be counts as absent: only the assistant can set it aside."""
        found = self._call("get", key)
        try:
            return None if found is None else checked(found, kind)
        except ValueError:
            return None

    def put(self, key: str, value: object) -> None:
        self._call("put", key, value)

    def delete(self, key: str) -> bool:
        return bool(self._call("delete", key))

    def keys(self) -> Iterator[str]:
        return iter(self._call("keys"))

    def together(self) -> AbstractContextManager[object]:
        """Each write is kept on its own: a transaction does not cross processes."""
        return nullcontext()


class _RemoteAgenda:
    """The skill's part of the schedule."""

    def __init__(self, pipe: _Pipe) -> None:
        self._pipe = pipe

    def add(self, kind: str, due: datetime, **named: Any) -> Appointment:
        appointment: Appointment = self._pipe.call("schedule.add", kind, due, **named)
        return appointment

    def put_back(self, kept: object) -> Appointment:
        appointment: Appointment = self._pipe.call("schedule.put_back", kept)
        return appointment

    def remove(self, identifier: int) -> bool:
        return bool(self._pipe.call("schedule.remove", identifier))

    def appointments(self) -> tuple[Appointment, ...]:
        return tuple(self._pipe.call("schedule.appointments"))


class _RemoteServices:
    """What the skill is handed; asking for a service without the permission raises in the assistant."""

    def __init__(self, pipe: _Pipe, settings: Mapping[str, Any], permissions: frozenset[str]) -> None:
        self.settings = settings
        self._pipe = pipe
        self._permissions = permissions

    @property
    def storage(self) -> _RemoteStorage:
        self._require("storage")
        return _RemoteStorage(self._pipe, "storage")

    @property
    def contacts(self) -> _RemoteStorage:
        self._require("contacts")
        return _RemoteStorage(self._pipe, "contacts")

    @property
    def schedule(self) -> _RemoteAgenda:
        self._require("schedule")
        return _RemoteAgenda(self._pipe)

    @property
    def network(self) -> Network:
        self._require("network")
        return Network()

    def _require(self, permission: str) -> None:
        if permission not in self._permissions:
            raise DialogError("skill.permission", f"The skill's manifest does not name '{permission}'.")


def _serve(pipe: _Pipe, skill: Skill) -> None:
    while True:
        asked = pipe.receive()
        try:
            pipe.send({"done": _done(skill, asked)})
        except Exception as error:  # whatever the skill raises is told, and the next request is served
            pipe.send({"raised": f"{type(error).__name__}: {error}"})


def _done(skill: Skill, asked: Mapping[str, Any]) -> Any:
    if asked["do"] == "undo":
        assert isinstance(skill, Undoable)
        return asyncio.run(skill.undo(unpacked(asked["undo"])))
    plain = asked["request"]
    said = unpacked_interpretation(plain["interpretation"])
    context = tuple(unpacked(plain["context"]))
    request = Request(said, _RemoteClock(unpacked(plain["now"])), context, bool(plain["confirmed"]))
    if asked["do"] == "bid":
        return packed_bid(skill.bid(request))
    return packed_reply(asyncio.run(skill.handle(request)))


def _bounded() -> None:
    """No core dumps, not all of the machine's memory, and gone before anything else when that runs out."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_FILE, MOST_FILE))
        resource.setrlimit(resource.RLIMIT_NOFILE, (MOST_FILES, MOST_FILES))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def _fenced(network: str = "", *readable: str) -> None:
    """Give up what a skill does not need, and end with the assistant."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if readable:
        restrict(readable, network=network == "--network")


def main() -> None:
    """Load the skill that is named on the command line and serve it until the pipe is closed."""
    reader, writer = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)  # what the skill prints must not end up between the messages
    _bounded()
    _fenced(*sys.argv[2:])
    pipe = _Pipe(reader, writer)
    module_name, _, name = sys.argv[1].partition(":")
    module = import_module(module_name)
    factory = getattr(module, name)
    folder = Path(module.__file__ or ".").parent
    pipe.send(
        {
            "manifest": factory.manifest.model_dump(mode="json"),
            "folder": str(folder),
            "undoable": hasattr(factory, "undo"),
        }
    )
    settings = pipe.receive()["settings"]
    skill = factory(_RemoteServices(pipe, settings, factory.manifest.permissions))
    pipe.send({"done": "ready"})
    _serve(pipe, skill)


if __name__ == "__main__":
    main()
